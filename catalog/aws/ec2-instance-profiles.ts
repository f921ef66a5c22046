import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { instanceProfileArn } from '../values/arn.ts';
import { idOf, instanceId } from '../values/aws-values.ts';
import { profileOfInstance, replacedProfile } from './ec2-instance-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const IamInstanceProfile = z.strictObject({ Arn: instanceProfileArn });
const example = { Arn: 'arn:aws:iam::111122223333:instance-profile/web' };

export const ec2InstanceProfileActions = [
  define({
    operation: 'AssociateIamInstanceProfile',
    groups: ['privilege-escalation', 'lateral-movement'],
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    values: { IamInstanceProfile, InstanceId: instanceId },
    say: ({ IamInstanceProfile: { Arn = '' }, InstanceId }, { account }) =>
      sentence`Give instance ${InstanceId} the role of instance profile ${namedIn(Arn, account)}`,
    passes: ['/IamInstanceProfile'],
    reversible: true,
    look: profileOfInstance,
    example: { IamInstanceProfile: example, InstanceId: 'i-0123456789abcdef0' },
  }),
  define({
    operation: 'ReplaceIamInstanceProfileAssociation',
    groups: ['privilege-escalation', 'lateral-movement'],
    // Which machine it is, only EC2 knows.
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/*',
    values: { IamInstanceProfile, AssociationId: idOf('iip-assoc', 'an association of an instance profile') },
    say: ({ IamInstanceProfile: { Arn = '' }, AssociationId }, { account }) =>
      sentence`Give the instance of association ${AssociationId} the role of instance profile ${namedIn(Arn, account)} instead of its own`,
    passes: ['/IamInstanceProfile'],
    reversible: true,
    ...replacedProfile,
    example: { IamInstanceProfile: example, AssociationId: 'iip-assoc-0123456789abcdef0' },
  }),
];

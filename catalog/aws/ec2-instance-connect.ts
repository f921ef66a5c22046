import type { EC2InstanceConnect } from '@aws-sdk/client-ec2-instance-connect';
import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { instanceId, matching } from '../values/aws-values.ts';
import { fingerprintOf, sshPublicKey } from '../values/ssh-public-key.ts';

const define = actionsOf({ prefix: 'ec2-instance-connect' });
const defineOperation = operationsOf<EC2InstanceConnect>({ prefix: 'ec2-instance-connect' });

export const ec2InstanceConnectActions = [
  define({
    operation: 'SendSSHPublicKey',
    groups: ['remote-access'],
    parameters: z.strictObject({
      InstanceId: instanceId,
      InstanceOSUser: matching('[A-Za-z_][A-Za-z0-9@._-]{0,30}[A-Za-z0-9$_-]?', 32),
      SSHPublicKey: sshPublicKey,
      AvailabilityZone: matching('[a-z0-9-]{6,32}', 32).optional(),
    }),
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    // Whose key it is decides who gets in.
    say: ({ InstanceOSUser, InstanceId, SSHPublicKey }) =>
      sentence`Open SSH for one minute as ${InstanceOSUser} on instance ${InstanceId} to the holder of key ${fingerprintOf(SSHPublicKey)}`,
    reversible: false,
    example: {
      parameters: {
        InstanceId: 'i-0123456789abcdef0',
        InstanceOSUser: 'ec2-user',
        SSHPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
    },
  }),
  defineOperation({
    operation: 'SendSerialConsoleSSHPublicKey',
    groups: ['remote-access'],
    resource: 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    values: { InstanceId: instanceId, SSHPublicKey: sshPublicKey },
    say: ({ InstanceId, SSHPublicKey }) =>
      sentence`Open the serial console of instance ${InstanceId} for one minute to the holder of key ${fingerprintOf(SSHPublicKey)}`,
    reversible: false,
    example: {
      InstanceId: 'i-0123456789abcdef0',
      SSHPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    },
  }),
];

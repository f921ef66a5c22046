import type { IAM } from '@aws-sdk/client-iam';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { attachedGroupPolicy, inlineGroupPolicy } from './iam-looks.ts';
import { groupMember } from './iam-principal-looks.ts';
import { formatMoving, formatPolicy, groupName, groupResource, policyName, userName } from './iam-shapes.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

/** What everyone in a group may do. */
export const iamGroupPolicyActions = [
  define({
    operation: 'AttachGroupPolicy',
    groups: ['privilege-escalation'],
    values: { GroupName: groupName, PolicyArn: policyArn },
    resource: groupResource,
    say: ({ PolicyArn, GroupName }, { account }) =>
      sentence`Attach ${formatMoving(PolicyArn, account)} to group ${GroupName} and so to everyone in it`,
    reversible: true,
    ...attachedGroupPolicy,
    example: { GroupName: 'developers', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  }),
  define({
    operation: 'PutGroupPolicy',
    groups: ['privilege-escalation'],
    values: {
      GroupName: groupName,
      PolicyName: policyName,
      PolicyDocument: policyDocument('identity', 20_480),
    },
    resource: groupResource,
    say: ({ PolicyName, GroupName, PolicyDocument }, { account }) =>
      sentence`Write inline policy ${PolicyName} into group ${GroupName}, for everyone in it: ${sayPolicy(PolicyDocument, { kind: 'identity' }, account)}`,
    reversible: true,
    ...inlineGroupPolicy,
    example: {
      GroupName: 'developers',
      PolicyName: 'buckets',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DetachGroupPolicy',
    groups: ['privilege-escalation'],
    values: { GroupName: groupName, PolicyArn: policyArn },
    resource: groupResource,
    say: ({ PolicyArn, GroupName }, { account }) =>
      sentence`Detach ${formatPolicy(PolicyArn, account)} from group ${GroupName}, with all that it allows and denies`,
    reversible: true,
    ...attachedGroupPolicy,
    example: { GroupName: 'developers', PolicyArn: 'arn:aws:iam::111122223333:policy/deny-billing' },
  }),
  define({
    operation: 'DeleteGroupPolicy',
    groups: ['privilege-escalation'],
    values: { GroupName: groupName, PolicyName: policyName },
    resource: groupResource,
    say: ({ PolicyName, GroupName }) =>
      sentence`Delete inline policy ${PolicyName} of group ${GroupName}, with all that it allows and denies`,
    reversible: true,
    ...inlineGroupPolicy,
    example: { GroupName: 'developers', PolicyName: 'deny-billing' },
  }),
  define({
    operation: 'RemoveUserFromGroup',
    groups: ['privilege-escalation'],
    values: { GroupName: groupName, UserName: userName },
    resource: groupResource,
    say: ({ UserName, GroupName }) =>
      sentence`Take user ${UserName} out of group ${GroupName}, and so from under all that it allows and denies`,
    reversible: true,
    ...groupMember,
    example: { GroupName: 'restricted', UserName: 'build-bot' },
  }),
];

import type { IAM } from '@aws-sdk/client-iam';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { attachedRolePolicy, attachedUserPolicy, inlineRolePolicy, inlineUserPolicy } from './iam-looks.ts';
import { userBoundary } from './iam-principal-looks.ts';
import { formatPolicy, policyName, roleName, roleResource, userName, userResource } from './iam-shapes.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

const deployPolicy = 'arn:aws:iam::111122223333:policy/deploy';

/** A policy that is gone no longer denies: what it held back is then allowed by any other. */
export const iamPolicyRemovalActions = [
  define({
    operation: 'DetachRolePolicy',
    groups: ['privilege-escalation'],
    values: { RoleName: roleName, PolicyArn: policyArn },
    resource: roleResource,
    say: ({ PolicyArn, RoleName }, { account }) =>
      sentence`Detach ${formatPolicy(PolicyArn, account)} from role ${RoleName}, with all that it allows and denies`,
    reversible: true,
    ...attachedRolePolicy,
    example: { RoleName: 'etl-runner', PolicyArn: deployPolicy },
  }),
  define({
    operation: 'DetachUserPolicy',
    groups: ['privilege-escalation'],
    values: { UserName: userName, PolicyArn: policyArn },
    resource: userResource,
    say: ({ PolicyArn, UserName }, { account }) =>
      sentence`Detach ${formatPolicy(PolicyArn, account)} from user ${UserName}, with all that it allows and denies`,
    reversible: true,
    ...attachedUserPolicy,
    example: { UserName: 'build-bot', PolicyArn: deployPolicy },
  }),
  define({
    operation: 'DeleteRolePolicy',
    groups: ['privilege-escalation'],
    values: { RoleName: roleName, PolicyName: policyName },
    resource: roleResource,
    say: ({ PolicyName, RoleName }) =>
      sentence`Delete inline policy ${PolicyName} of role ${RoleName}, with all that it allows and denies`,
    reversible: true,
    ...inlineRolePolicy,
    example: { RoleName: 'etl-runner', PolicyName: 'deny-billing' },
  }),
  define({
    operation: 'DeleteUserPolicy',
    groups: ['privilege-escalation'],
    values: { UserName: userName, PolicyName: policyName },
    resource: userResource,
    say: ({ PolicyName, UserName }) =>
      sentence`Delete inline policy ${PolicyName} of user ${UserName}, with all that it allows and denies`,
    reversible: true,
    ...inlineUserPolicy,
    example: { UserName: 'build-bot', PolicyName: 'deny-billing' },
  }),
  define({
    operation: 'DeleteUserPermissionsBoundary',
    groups: ['privilege-escalation'],
    values: { UserName: userName },
    resource: userResource,
    say: ({ UserName }) => sentence`Remove the permissions boundary of user ${UserName}`,
    reversible: true,
    ...userBoundary,
    example: { UserName: 'build-bot' },
  }),
  define({
    operation: 'DeletePolicy',
    groups: ['destruction'],
    values: { PolicyArn: policyArn },
    resource: '{PolicyArn}',
    say: ({ PolicyArn }, { account }) =>
      sentence`Delete policy ${formatPolicy(PolicyArn, account)}, which must be attached to no one`,
    reversible: false,
    example: { PolicyArn: deployPolicy },
  }),
  define({
    operation: 'DeletePolicyVersion',
    groups: ['destruction'],
    values: {
      PolicyArn: policyArn,
      VersionId: matching('v[1-9][0-9]*', 12, 'must be a version such as v2'),
    },
    resource: '{PolicyArn}',
    say: ({ PolicyArn, VersionId }, { account }) =>
      sentence`Delete version ${VersionId} of policy ${formatPolicy(PolicyArn, account)}, which must not be in force`,
    reversible: false,
    example: { PolicyArn: deployPolicy, VersionId: 'v2' },
  }),
];

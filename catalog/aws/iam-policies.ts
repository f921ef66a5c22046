import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import {
  attachedRolePolicy,
  attachedUserPolicy,
  inlineRolePolicy,
  inlineUserPolicy,
  newVersion,
  versionInForce,
} from './iam-looks.ts';
import { roleBoundary, trustPolicy } from './iam-principal-looks.ts';
import {
  formatMoving,
  formatPolicy,
  policyName,
  roleName,
  roleResource,
  userName,
  userResource,
} from './iam-shapes.ts';

const define = actionsOf({ prefix: 'iam' });

const document = policyDocument('identity', 20_480);
const sayDocument = (text: string, account: string) => sayPolicy(text, { kind: 'identity' }, account);

const etlRole = 'arn:aws:iam::111122223333:role/etl-runner';
const allowAll = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

/** What someone may do: every one of these can make a small role a great one. */
export const iamPolicyActions = [
  define({
    operation: 'AttachRolePolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ RoleName: roleName, PolicyArn: policyArn }),
    resource: roleResource,
    say: ({ PolicyArn, RoleName }, { account }) =>
      sentence`Attach ${formatMoving(PolicyArn, account)} to role ${RoleName}`,
    reversible: true,
    ...attachedRolePolicy,
    example: {
      parameters: { RoleName: 'etl-runner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      resource: etlRole,
    },
  }),
  define({
    operation: 'AttachUserPolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ UserName: userName, PolicyArn: policyArn }),
    resource: userResource,
    say: ({ PolicyArn, UserName }, { account }) =>
      sentence`Attach ${formatMoving(PolicyArn, account)} to user ${UserName}`,
    reversible: true,
    ...attachedUserPolicy,
    example: {
      parameters: { UserName: 'build-bot', PolicyArn: 'arn:aws:iam::111122223333:policy/deploy' },
      resource: 'arn:aws:iam::111122223333:user/build-bot',
    },
  }),
  define({
    operation: 'PutRolePolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      RoleName: roleName,
      PolicyName: policyName,
      PolicyDocument: document,
    }),
    resource: roleResource,
    say: ({ PolicyName, RoleName, PolicyDocument }, { account }) =>
      sentence`Write inline policy ${PolicyName} into role ${RoleName}: ${sayDocument(PolicyDocument, account)}`,
    reversible: true,
    ...inlineRolePolicy,
    example: {
      parameters: { RoleName: 'etl-runner', PolicyName: 'buckets', PolicyDocument: allowAll },
      resource: etlRole,
    },
  }),
  define({
    operation: 'PutUserPolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      UserName: userName,
      PolicyName: policyName,
      PolicyDocument: document,
    }),
    resource: userResource,
    say: ({ PolicyName, UserName, PolicyDocument }, { account }) =>
      sentence`Write inline policy ${PolicyName} into user ${UserName}: ${sayDocument(PolicyDocument, account)}`,
    reversible: true,
    ...inlineUserPolicy,
    example: {
      parameters: { UserName: 'build-bot', PolicyName: 'buckets', PolicyDocument: allowAll },
      resource: 'arn:aws:iam::111122223333:user/build-bot',
    },
  }),
  define({
    operation: 'CreatePolicyVersion',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      PolicyArn: policyArn,
      PolicyDocument: document,
      SetAsDefault: z.boolean(),
    }),
    resource: '{PolicyArn}',
    say: ({ PolicyArn, PolicyDocument, SetAsDefault }, { account }) =>
      sentence`Write a new version of policy ${formatPolicy(PolicyArn, account)} ${SetAsDefault ? 'and put it in force' : 'without putting it in force'}: ${sayDocument(PolicyDocument, account)}`,
    reversible: true,
    ...newVersion,
    example: {
      parameters: {
        PolicyArn: 'arn:aws:iam::111122223333:policy/deploy',
        PolicyDocument: allowAll,
        SetAsDefault: true,
      },
      resource: 'arn:aws:iam::111122223333:policy/deploy',
    },
  }),
  define({
    operation: 'SetDefaultPolicyVersion',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      PolicyArn: policyArn,
      VersionId: matching('v[1-9][0-9]*', 12, 'must be a version such as v2'),
    }),
    resource: '{PolicyArn}',
    say: ({ PolicyArn, VersionId }, { account }) =>
      sentence`Put version ${VersionId} of policy ${formatPolicy(PolicyArn, account)} in force`,
    reversible: true,
    ...versionInForce,
    example: {
      parameters: { PolicyArn: 'arn:aws:iam::111122223333:policy/deploy', VersionId: 'v2' },
      resource: 'arn:aws:iam::111122223333:policy/deploy',
    },
  }),
  define({
    operation: 'UpdateAssumeRolePolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ RoleName: roleName, PolicyDocument: policyDocument('trust', 16_384) }),
    resource: roleResource,
    say: ({ RoleName, PolicyDocument }, { account }) =>
      sentence`Change who may assume role ${RoleName}: ${sayPolicy(PolicyDocument, { kind: 'trust' }, account)}`,
    reversible: true,
    ...trustPolicy,
    example: {
      parameters: {
        RoleName: 'etl-runner',
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole"}]}',
      },
      resource: etlRole,
    },
  }),
  define({
    operation: 'PutRolePermissionsBoundary',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ RoleName: roleName, PermissionsBoundary: policyArn }),
    resource: roleResource,
    say: ({ RoleName, PermissionsBoundary }, { account }) =>
      sentence`Make ${formatMoving(PermissionsBoundary, account)} the permissions boundary of role ${RoleName}`,
    reversible: true,
    ...roleBoundary,
    example: {
      parameters: { RoleName: 'etl-runner', PermissionsBoundary: 'arn:aws:iam::111122223333:policy/agents' },
      resource: etlRole,
    },
  }),
  define({
    operation: 'DeleteRolePermissionsBoundary',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ RoleName: roleName }),
    resource: roleResource,
    say: ({ RoleName }) => sentence`Remove the permissions boundary of role ${RoleName}`,
    reversible: true,
    ...roleBoundary,
    example: { parameters: { RoleName: 'etl-runner' }, resource: etlRole },
  }),
];

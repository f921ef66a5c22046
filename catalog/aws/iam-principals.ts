import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { tags, text } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { atLeastOne } from '../values/which-of.ts';
import { newAccessKey, newLoginProfile, newRole, newUser } from './iam-made.ts';
import { groupMember } from './iam-principal-looks.ts';
import { formatMoving, iamName, path, roleName, roleResource, userName, userResource } from './iam-shapes.ts';

const define = actionsOf({ prefix: 'iam' });

const secrets = { '/Password': 'a password' };
const within = (boundary: string | undefined, account: string): string =>
  boundary === undefined
    ? 'without a permissions boundary'
    : `with boundary ${formatMoving(boundary, account)}`;
const buildBot = 'arn:aws:iam::111122223333:user/build-bot';

/** Who there is, and how they sign in. */
export const iamPrincipalActions = [
  define({
    operation: 'CreateUser',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      UserName: userName,
      Path: path.optional(),
      PermissionsBoundary: policyArn.optional(),
      Tags: tags.optional(),
    }),
    resource: 'arn:{partition}:iam::{account}:user{Path}{UserName}',
    names: ({ Path = '/' }) => ({ Path }),
    say: ({ UserName, PermissionsBoundary }, { account }) =>
      sentence`Create user ${UserName} ${within(PermissionsBoundary, account)}`,
    reversible: true,
    ...newUser,
    example: { parameters: { UserName: 'build-bot' }, resource: buildBot },
  }),
  define({
    operation: 'CreateRole',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      RoleName: roleName,
      AssumeRolePolicyDocument: policyDocument('trust', 16_384),
      Path: path.optional(),
      Description: z.string().max(1_000).optional(),
      MaxSessionDuration: z.int().min(3_600).max(43_200).optional(),
      PermissionsBoundary: policyArn.optional(),
      Tags: tags.optional(),
    }),
    resource: 'arn:{partition}:iam::{account}:role{Path}{RoleName}',
    names: ({ Path = '/' }) => ({ Path }),
    say: ({ RoleName, AssumeRolePolicyDocument, PermissionsBoundary }, { account }) =>
      sentence`Create role ${RoleName} ${within(PermissionsBoundary, account)}: ${sayPolicy(AssumeRolePolicyDocument, { kind: 'trust' }, account)}`,
    reversible: true,
    ...newRole,
    example: {
      parameters: {
        RoleName: 'report-writer',
        Path: '/service/',
        AssumeRolePolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
        PermissionsBoundary: 'arn:aws:iam::111122223333:policy/agents',
      },
      resource: 'arn:aws:iam::111122223333:role/service/report-writer',
    },
  }),
  define({
    operation: 'AddUserToGroup',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ GroupName: iamName(128), UserName: userName }),
    resource: 'arn:{partition}:iam::{account}:group/{GroupName}',
    say: ({ UserName, GroupName }) => sentence`Add user ${UserName} to group ${GroupName}`,
    reversible: true,
    ...groupMember,
    example: {
      parameters: { GroupName: 'administrators', UserName: 'build-bot' },
      resource: 'arn:aws:iam::111122223333:group/administrators',
    },
  }),
  define({
    operation: 'CreateAccessKey',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({ UserName: userName }),
    resource: userResource,
    say: ({ UserName }) => sentence`Create a long-lived access key for user ${UserName}`,
    reversible: true,
    ...newAccessKey,
    example: { parameters: { UserName: 'build-bot' }, resource: buildBot },
  }),
  define({
    operation: 'CreateLoginProfile',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({
      UserName: userName,
      Password: text(128),
      PasswordResetRequired: z.boolean(),
    }),
    resource: userResource,
    say: ({ UserName, PasswordResetRequired }) =>
      sentence`Give user ${UserName} a password for the console ${PasswordResetRequired ? 'for one sign-in' : 'that stays'}`,
    secrets,
    reversible: true,
    ...newLoginProfile,
    example: {
      parameters: { UserName: 'build-bot', Password: 'an-example-only-1', PasswordResetRequired: true },
      resource: buildBot,
    },
  }),
  define({
    operation: 'UpdateLoginProfile',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z
      .strictObject({
        UserName: userName,
        Password: text(128).optional(),
        PasswordResetRequired: z.boolean().optional(),
      })
      .refine(...atLeastOne('Password', 'PasswordResetRequired')),
    resource: userResource,
    say: ({ UserName, Password, PasswordResetRequired: reset }) =>
      sentence`${Password === undefined ? 'Keep' : 'Change'} the console password of user ${UserName}${reset === undefined ? '' : `, ${reset ? 'to be changed' : 'not to be changed'} at the next sign-in`}`,
    secrets,
    reversible: false,
    example: { parameters: { UserName: 'build-bot', Password: 'an-example-only-2' }, resource: buildBot },
  }),
  define({
    operation: 'GetRole',
    groups: ['read'],
    parameters: z.strictObject({ RoleName: roleName }),
    resource: roleResource,
    say: ({ RoleName }) => sentence`Look at role ${RoleName}`,
    reversible: true,
    example: {
      parameters: { RoleName: 'etl-runner' },
      resource: 'arn:aws:iam::111122223333:role/etl-runner',
    },
  }),
];

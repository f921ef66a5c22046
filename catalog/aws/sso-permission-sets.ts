import type { Identitystore } from '@aws-sdk/client-identitystore';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { policyArn } from '../values/arn.ts';
import { matching, tags, text, uuid } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { formatMoving, path, policyName } from './iam-shapes.ts';
import { boundaryOfSet, inlinePolicyOfSet, managedPolicyOfSet } from './sso-looks.ts';
import {
  example,
  instanceArn,
  ofOneInstance,
  permissionSet,
  resource,
  sessionDuration,
} from './sso-shapes.ts';

const define = operationsOf<SSOAdmin>({ prefix: 'sso' });
const identityStore = operationsOf<Identitystore>({ prefix: 'identitystore' });

const memberId = matching(
  `(?:[0-9a-f]{10}-)?${uuid}`,
  47,
  'must be the id of a user or group in the identity store',
);
const IdentityStoreId = matching(`d-[0-9a-f]{10}|${uuid}`, 36, 'must be the id of an identity store');

/** What people and groups may do in every account that they are assigned to. */
export const ssoPermissionSetActions = [
  define({
    operation: 'CreatePermissionSet',
    groups: ['privilege-escalation'],
    values: {
      InstanceArn: instanceArn,
      Name: matching('[\\w+=,.@-]+', 32),
      SessionDuration: sessionDuration,
      Tags: tags,
    },
    resource: '{InstanceArn}',
    say: ({ Name, InstanceArn, SessionDuration = 'PT1H' }) =>
      sentence`Create permission set ${Name} in ${nameIn(InstanceArn)}, with sessions of ${SessionDuration}`,
    reversible: true,
    example: { InstanceArn: example.InstanceArn, Name: 'release-managers', SessionDuration: 'PT8H' },
  }),
  define({
    operation: 'AttachManagedPolicyToPermissionSet',
    groups: ['privilege-escalation'],
    values: { ...permissionSet, ManagedPolicyArn: policyArn },
    rules: [ofOneInstance],
    resource,
    say: ({ ManagedPolicyArn, PermissionSetArn }, { account }) =>
      sentence`Attach ${formatMoving(ManagedPolicyArn, account)} to permission set ${nameIn(PermissionSetArn)}`,
    reversible: true,
    ...managedPolicyOfSet,
    example: { ...example, ManagedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  }),
  define({
    operation: 'AttachCustomerManagedPolicyReferenceToPermissionSet',
    groups: ['privilege-escalation'],
    values: {
      ...permissionSet,
      CustomerManagedPolicyReference: z.strictObject({ Name: policyName, Path: path.optional() }),
    },
    rules: [ofOneInstance],
    resource,
    say: ({ CustomerManagedPolicyReference: { Name, Path = '/' }, PermissionSetArn }) =>
      sentence`Attach policy ${Path}${Name} of each account, whatever it says there by then, to permission set ${nameIn(PermissionSetArn)}`,
    reversible: true,
    example: { ...example, CustomerManagedPolicyReference: { Name: 'deploy' } },
  }),
  define({
    operation: 'PutInlinePolicyToPermissionSet',
    groups: ['privilege-escalation'],
    values: { ...permissionSet, InlinePolicy: policyDocument('identity', 32_768) },
    rules: [ofOneInstance],
    resource,
    say: ({ PermissionSetArn, InlinePolicy }, { account }) =>
      sentence`Replace the inline policy of permission set ${nameIn(PermissionSetArn)}: ${sayPolicy(InlinePolicy, { kind: 'identity' }, account)}`,
    reversible: true,
    ...inlinePolicyOfSet,
    example: {
      ...example,
      InlinePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeletePermissionsBoundaryFromPermissionSet',
    groups: ['privilege-escalation'],
    values: permissionSet,
    rules: [ofOneInstance],
    resource,
    say: ({ PermissionSetArn }) =>
      sentence`Remove the permissions boundary of permission set ${nameIn(PermissionSetArn)}`,
    reversible: true,
    ...boundaryOfSet,
    example,
  }),
  define({
    operation: 'ProvisionPermissionSet',
    groups: ['privilege-escalation'],
    values: {
      ...permissionSet,
      TargetId: accountId,
      TargetType: z.enum(['AWS_ACCOUNT', 'ALL_PROVISIONED_ACCOUNTS']),
    },
    rules: [
      ofOneInstance,
      [
        (given: { TargetType?: string; TargetId?: string }) =>
          (given.TargetType === 'AWS_ACCOUNT') === (given.TargetId !== undefined),
        'TargetId goes with AWS_ACCOUNT, and with nothing else',
      ],
    ],
    resource,
    say: ({ PermissionSetArn, TargetId, TargetType }) => {
      const where = TargetType === 'AWS_ACCOUNT' ? `account ${TargetId}` : 'every account that has it';
      return sentence`Put permission set ${nameIn(PermissionSetArn)}, whatever it holds by then, in force in ${where}`;
    },
    reversible: true,
    example: { ...example, TargetType: 'ALL_PROVISIONED_ACCOUNTS' },
  }),
  identityStore({
    operation: 'CreateUser',
    groups: ['credential-issue', 'persistence'],
    values: { IdentityStoreId, UserName: text(128) },
    required: ['UserName'],
    // Nothing that decides who somebody is.
    without: [
      ...(['Addresses', 'Birthdate', 'Extensions', 'Locale', 'NickName', 'PhoneNumbers', 'Photos'] as const),
      ...(['PreferredLanguage', 'ProfileUrl', 'Roles', 'Timezone', 'Title', 'UserType', 'Website'] as const),
    ],
    resource: 'arn:{partition}:identitystore::{account}:identitystore/{IdentityStoreId}',
    say: ({ UserName = '', IdentityStoreId: store }) =>
      sentence`Create user ${UserName} in identity store ${store}`,
    shown: [
      ...['/UserName', '/DisplayName', '/Emails/*/Value', '/Emails/*/Type'],
      ...['Formatted', 'FamilyName', 'GivenName', 'MiddleName', 'HonorificPrefix', 'HonorificSuffix'].map(
        (name) => `/Name/${name}`,
      ),
    ],
    reversible: true,
    example: {
      IdentityStoreId: 'd-1234567890',
      UserName: 'report-viewer',
      DisplayName: 'Report viewer',
      Name: { GivenName: 'Report', FamilyName: 'Viewer' },
      Emails: [{ Value: 'reports@example.com', Primary: true }],
    },
  }),
  identityStore({
    operation: 'CreateGroupMembership',
    groups: ['privilege-escalation', 'persistence'],
    values: { IdentityStoreId, GroupId: memberId, MemberId: z.strictObject({ UserId: memberId }) },
    resource: 'arn:{partition}:identitystore:::group/{GroupId}',
    say: ({ GroupId, MemberId }) =>
      sentence`Add user ${MemberId.UserId ?? ''} to group ${GroupId}, with all that it may do in every account`,
    reversible: true,
    example: {
      IdentityStoreId: 'd-1234567890',
      GroupId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      MemberId: { UserId: '4444abcd-12ab-34cd-56ef-1234567890ab' },
    },
  }),
];

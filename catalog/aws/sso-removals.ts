import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { inTurn, nameIn, sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';
import { formatMoving, formatPolicy, path, policyName } from './iam-shapes.ts';
import { boundaryOfSet, inlinePolicyOfSet, managedPolicyOfSet, settingsOfSet } from './sso-looks.ts';
import { example, ofOneInstance, permissionSet, resource, sessionDuration } from './sso-shapes.ts';

const define = operationsOf<SSOAdmin>({ prefix: 'sso' });

const reference = z.strictObject({ Name: policyName, Path: path.optional() });
const boundary = z
  .strictObject({
    CustomerManagedPolicyReference: reference.optional(),
    ManagedPolicyArn: policyArn.optional(),
  })
  .refine(...exactlyOne('CustomerManagedPolicyReference', 'ManagedPolicyArn'));

/** What a permission set no longer gives, or holds back. */
export const ssoRemovalActions = [
  define({
    operation: 'DetachManagedPolicyFromPermissionSet',
    groups: ['privilege-escalation'],
    values: { ...permissionSet, ManagedPolicyArn: policyArn },
    rules: [ofOneInstance],
    resource,
    say: ({ ManagedPolicyArn, PermissionSetArn }, { account }) =>
      sentence`Detach ${formatPolicy(ManagedPolicyArn, account)} from permission set ${nameIn(PermissionSetArn)}, with all that it allows and denies`,
    reversible: true,
    ...managedPolicyOfSet,
    example: { ...example, ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  }),
  define({
    operation: 'DetachCustomerManagedPolicyReferenceFromPermissionSet',
    groups: ['privilege-escalation'],
    values: { ...permissionSet, CustomerManagedPolicyReference: reference },
    rules: [ofOneInstance],
    resource,
    say: ({ CustomerManagedPolicyReference: { Name, Path = '/' }, PermissionSetArn }) =>
      sentence`Detach policy ${Path}${Name} of each account from permission set ${nameIn(PermissionSetArn)}, with all that it allows and denies`,
    reversible: true,
    example: { ...example, CustomerManagedPolicyReference: { Name: 'deny-billing' } },
  }),
  define({
    operation: 'DeleteInlinePolicyFromPermissionSet',
    groups: ['privilege-escalation'],
    values: permissionSet,
    rules: [ofOneInstance],
    resource,
    say: ({ PermissionSetArn }) =>
      sentence`Delete the inline policy of permission set ${nameIn(PermissionSetArn)}, with all that it allows and denies`,
    reversible: true,
    ...inlinePolicyOfSet,
    example,
  }),
  define({
    operation: 'PutPermissionsBoundaryToPermissionSet',
    groups: ['privilege-escalation'],
    values: { ...permissionSet, PermissionsBoundary: boundary },
    rules: [ofOneInstance],
    resource,
    say: ({ PermissionSetArn, PermissionsBoundary }, { account }) => {
      const { ManagedPolicyArn: managed, CustomerManagedPolicyReference: own } = PermissionsBoundary;
      const what = managed
        ? formatMoving(managed, account)
        : `policy ${own?.Path ?? '/'}${own?.Name ?? ''} of each account, whatever it says there by then,`;
      return sentence`Make ${what} the permissions boundary of permission set ${nameIn(PermissionSetArn)}`;
    },
    reversible: true,
    ...boundaryOfSet,
    example: {
      ...example,
      PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
    },
  }),
  define({
    operation: 'UpdatePermissionSet',
    groups: ['privilege-escalation'],
    values: { ...permissionSet, SessionDuration: sessionDuration },
    rules: [ofOneInstance, atLeastOne('Description', 'SessionDuration', 'RelayState')],
    resource,
    say: ({ PermissionSetArn, SessionDuration, RelayState }) => {
      const changes = [
        ...(SessionDuration ? [`let its sessions last ${SessionDuration}`] : []),
        ...(RelayState ? [`lead those who sign in to ${RelayState}`] : []),
      ];
      return sentence`Change permission set ${nameIn(PermissionSetArn)}: ${changes.length > 0 ? inTurn(changes, ', ') : 'describe it anew'}`;
    },
    reversible: true,
    ...settingsOfSet,
    example: { ...example, SessionDuration: 'PT12H' },
  }),
  define({
    operation: 'DeletePermissionSet',
    groups: ['destruction'],
    values: permissionSet,
    rules: [ofOneInstance],
    resource,
    say: ({ PermissionSetArn }) =>
      sentence`Delete permission set ${nameIn(PermissionSetArn)}, which must be assigned to no one`,
    reversible: false,
    example,
  }),
];

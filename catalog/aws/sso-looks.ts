import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { looksOf } from '../look.ts';
import { notKept, onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<SSOAdmin>({ prefix: 'sso' });

const none = ['ResourceNotFoundException'];
const remains = 'accounts follow when the permission set is provisioned again';

interface OfSet {
  InstanceArn: string;
  PermissionSetArn: string;
}
const ofSet = ({ InstanceArn, PermissionSetArn }: OfSet): OfSet => ({ InstanceArn, PermissionSetArn });

const inline = look({
  operation: 'GetInlinePolicyForPermissionSet',
  input: ofSet,
  // An empty text where there is none.
  keep: ({ InlinePolicy }) => ({ InlinePolicy: InlinePolicy || undefined }),
  none,
});
export const inlinePolicyOfSet = {
  look: inline,
  undo: undoFrom(
    inline,
    ['sso:PutInlinePolicyToPermissionSet', 'sso:DeleteInlinePolicyFromPermissionSet'],
    ({ parameters, before: { InlinePolicy } }) =>
      InlinePolicy === undefined
        ? { action: 'sso:DeleteInlinePolicyFromPermissionSet', parameters: ofSet(parameters), remains }
        : {
            action: 'sso:PutInlinePolicyToPermissionSet',
            parameters: { ...ofSet(parameters), InlinePolicy },
            remains,
          },
  ),
};

const boundary = look({
  operation: 'GetPermissionsBoundaryForPermissionSet',
  input: ofSet,
  keep: ({ PermissionsBoundary }) => ({ PermissionsBoundary }),
  none,
});
export const boundaryOfSet = {
  look: boundary,
  undo: undoFrom(
    boundary,
    ['sso:PutPermissionsBoundaryToPermissionSet', 'sso:DeletePermissionsBoundaryFromPermissionSet'],
    ({ parameters, before: { PermissionsBoundary } }) =>
      PermissionsBoundary === undefined
        ? {
            action: 'sso:DeletePermissionsBoundaryFromPermissionSet',
            parameters: ofSet(parameters),
            remains,
          }
        : {
            action: 'sso:PutPermissionsBoundaryToPermissionSet',
            parameters: { ...ofSet(parameters), PermissionsBoundary },
            remains,
          },
  ),
};

interface ChangedSet extends OfSet {
  Description?: string | undefined;
}
const settings = look({
  operation: 'DescribePermissionSet',
  input: ({ InstanceArn, PermissionSetArn }: ChangedSet) => ({ InstanceArn, PermissionSetArn }),
  keep: ({ PermissionSet }, given) =>
    onlyGiven(
      {
        Description: PermissionSet?.Description,
        SessionDuration: PermissionSet?.SessionDuration,
        RelayState: PermissionSet?.RelayState,
      },
      given,
    ),
  none,
});
export const settingsOfSet = {
  look: settings,
  undo: undoFrom(
    settings,
    ['sso:UpdatePermissionSet'],
    ({ parameters: { InstanceArn, PermissionSetArn, ...given }, before }) => {
      const missing = notKept(before, given, []);
      return missing === undefined
        ? {
            action: 'sso:UpdatePermissionSet',
            parameters: { InstanceArn, PermissionSetArn, ...before },
            remains,
          }
        : { impossible: `it had no ${missing}, and none can be asked for` };
    },
  ),
};

const managed = look({
  operation: 'ListManagedPoliciesInPermissionSet',
  // More than a permission set can have.
  input: ({ InstanceArn, PermissionSetArn }: OfSet & { ManagedPolicyArn: string }) => ({
    InstanceArn,
    PermissionSetArn,
    MaxResults: 100,
  }),
  keep: ({ AttachedManagedPolicies = [] }, { ManagedPolicyArn }) => ({
    Attached: AttachedManagedPolicies.some(({ Arn }) => Arn === ManagedPolicyArn),
  }),
  none,
});
export const managedPolicyOfSet = {
  look: managed,
  undo: undoFrom(
    managed,
    ['sso:AttachManagedPolicyToPermissionSet', 'sso:DetachManagedPolicyFromPermissionSet'],
    ({ parameters: { ManagedPolicyArn, ...set }, before: { Attached } }) => ({
      action: Attached
        ? 'sso:AttachManagedPolicyToPermissionSet'
        : 'sso:DetachManagedPolicyFromPermissionSet',
      parameters: { ...ofSet(set), ManagedPolicyArn },
      remains,
    }),
  ),
};

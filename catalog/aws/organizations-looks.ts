import type { Organizations } from '@aws-sdk/client-organizations';
import { looksOf } from '../look.ts';
import { onlyGiven } from '../only-given.ts';
import { undoBy, undoFrom } from '../undo.ts';

const look = looksOf<Organizations>({ prefix: 'organizations' });

interface OfPolicy {
  PolicyId: string;
  Content?: string | undefined;
}
const policy = look({
  operation: 'DescribePolicy',
  input: ({ PolicyId }: OfPolicy) => ({ PolicyId }),
  keep: ({ Policy }) => ({
    Name: Policy?.PolicySummary?.Name,
    Description: Policy?.PolicySummary?.Description,
    Content: Policy?.Content,
  }),
  none: ['PolicyNotFoundException'],
});
/** A service control policy, or another that holds for a whole organization. */
export const organizationPolicy = {
  look: policy,
  undo: undoFrom(
    policy,
    ['organizations:UpdatePolicy'],
    ({ parameters: { PolicyId, ...given }, before }) => ({
      action: 'organizations:UpdatePolicy',
      parameters: { PolicyId, ...onlyGiven(before, given) },
    }),
  ),
};

const delegation = look({
  operation: 'DescribeResourcePolicy',
  input: (_: object) => ({}),
  keep: ({ ResourcePolicy }) => ({ Content: ResourcePolicy?.Content }),
  none: ['ResourcePolicyNotFoundException'],
});
export const delegationPolicy = {
  look: delegation,
  undo: undoFrom(
    delegation,
    ['organizations:PutResourcePolicy', 'organizations:DeleteResourcePolicy'],
    ({ before: { Content } }) =>
      Content === undefined
        ? { action: 'organizations:DeleteResourcePolicy', parameters: {} }
        : { action: 'organizations:PutResourcePolicy', parameters: { Content } },
  ),
};

interface Moved {
  AccountId: string;
  SourceParentId: string;
  DestinationParentId: string;
}
const parents = look({
  operation: 'ListParents',
  input: ({ AccountId }: Moved) => ({ ChildId: AccountId }),
  keep: ({ Parents = [] }) => ({ ParentId: Parents[0]?.Id }),
});
export const parentOfAccount = {
  look: parents,
  undo: undoFrom(
    parents,
    ['organizations:MoveAccount'],
    ({ parameters: { AccountId, DestinationParentId }, before: { ParentId } }) =>
      ParentId === DestinationParentId
        ? undefined
        : {
            action: 'organizations:MoveAccount',
            parameters: {
              AccountId,
              SourceParentId: DestinationParentId,
              DestinationParentId: ParentId,
            },
          },
  ),
};

interface Attached {
  PolicyId: string;
  TargetId: string;
}
/** It fails where it is attached already, and so it was not. */
export const attachedPolicy = {
  undo: undoBy(
    ['organizations:DetachPolicy'],
    ({ parameters: { PolicyId, TargetId } }: { parameters: Attached }) => ({
      action: 'organizations:DetachPolicy',
      parameters: { PolicyId, TargetId },
    }),
  ),
};
export const detachedPolicy = {
  undo: undoBy(
    ['organizations:AttachPolicy'],
    ({ parameters: { PolicyId, TargetId } }: { parameters: Attached }) => ({
      action: 'organizations:AttachPolicy',
      parameters: { PolicyId, TargetId },
    }),
  ),
};

interface Delegated {
  AccountId: string;
  ServicePrincipal: string;
}
export const newAdministrator = {
  undo: undoBy(
    ['organizations:DeregisterDelegatedAdministrator'],
    ({ parameters: { AccountId, ServicePrincipal } }: { parameters: Delegated }) => ({
      action: 'organizations:DeregisterDelegatedAdministrator',
      parameters: { AccountId, ServicePrincipal },
    }),
  ),
};
export const formerAdministrator = {
  undo: undoBy(
    ['organizations:RegisterDelegatedAdministrator'],
    ({ parameters: { AccountId, ServicePrincipal } }: { parameters: Delegated }) => ({
      action: 'organizations:RegisterDelegatedAdministrator',
      parameters: { AccountId, ServicePrincipal },
    }),
  ),
};

import type { CatalogEntry } from '../catalog/entry.ts';
import { executorPermissions } from '../catalog/generate/executor-permissions.ts';
import type { PolicyDocument } from '../catalog/generate/policy-document.ts';
import { type Allowed, rolePolicies } from '../catalog/generate/role-policies.ts';
import { runnableActions } from '../catalog/generate/runnable-actions.ts';
import type { IamReference } from '../catalog/iam-reference/iam-reference.ts';
import type { AccountRole } from '../functions/shared/function-spec.ts';
import { accountRoles } from './account-role.ts';
import type { Loaded } from './loaded.ts';
import type { PolicySet } from './policies.ts';

/** The roles whose limits follow from the catalog and the policies. */
type LimitedRole = Exclude<AccountRole, 'revoke' | 'contain' | 'reconcile'>;

/** What each role of agents' accounts allows at the most, as the managed policies that it takes. */
export type AccountPermissions = Readonly<Record<LimitedRole, readonly PolicyDocument[]>>;

/** A role that does not fit into what IAM takes is none: better no deployment. */
export function accountPermissions(
  { catalog, policy }: Pick<PolicySet, 'catalog' | 'policy'>,
  reference: IamReference,
): Loaded<AccountPermissions> {
  const runnable = runnableActions({ catalog, policies: policy.policies }, reference);
  const fitted = {
    executor: policiesOf('executor', executorPermissions(runnable, reference)),
    grant: policiesOf('grant', named(grantedActions(catalog))),
    look: policiesOf('look', named(lookActions(catalog))),
  };
  const { executor, grant, look } = fitted;
  if (executor.ok && grant.ok && look.ok)
    return { ok: true, value: { executor: executor.value, grant: grant.value, look: look.value } };
  return { ok: false, problems: Object.values(fitted).flatMap((one) => (one.ok ? [] : one.problem)) };
}

const policiesOf = (role: LimitedRole, allowed: readonly Allowed[]) =>
  rolePolicies(accountRoles[role].name, allowed);

/** Each by its name: a pattern would take in what AWS adds tomorrow. */
const named = (actions: readonly string[]): readonly Allowed[] => [{ actions: [...new Set(actions)].sort() }];

/** What entries will say of how they are looked at, and of what an agent may be given. */
type EntryWithMore = CatalogEntry & {
  look?: { action: string };
  grant?: { actions: readonly string[] };
};

/** What entries read of the target, before people decide. */
export const lookActions = ({ entries }: { entries: readonly EntryWithMore[] }): string[] =>
  entries.flatMap(({ look }) => (look ? [look.action] : []));

/** What agents may be given credentials for. */
export const grantedActions = ({ entries }: { entries: readonly EntryWithMore[] }): string[] =>
  entries.flatMap(({ grant }) => grant?.actions ?? []);

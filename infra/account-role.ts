import type { AccountRole } from '../functions/shared/function-spec.ts';

export interface AccountRoleFacts {
  /** In the role's name. That of `look` is not the function's, whose own role has that name already. */
  name: string;
  /** The one function of the home account that may assume it. */
  function: string;
  description: string;
}

/**
 * The roles that Countersign has in every account where agents act. Stacks in those accounts are older than the home's for
 * a while: a name here, once deployed, MUST stay.
 */
export const accountRoles: Readonly<Record<AccountRole, AccountRoleFacts>> = {
  executor: {
    name: 'executor',
    function: 'execute',
    description: 'Countersign: runs what was signed, each time narrowed to that by the policy of its session',
  },
  grant: {
    name: 'grant',
    function: 'credentials',
    description: 'Countersign: credentials that an agent gets for one approved action',
  },
  look: {
    name: 'look-only',
    function: 'look',
    description: 'Countersign: looks at what an action would change, before people decide and before it runs',
  },
};

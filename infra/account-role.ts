import type { AccountRole } from '../functions/shared/function-spec.ts';

export interface AccountRoleFacts {
  /** In the role's name. Those that end in `-only` are not the functions', whose own roles have these names already. */
  name: string;
  /** The one function of the home account that may assume it, and of `look` the one that shows that all of it is seen. */
  functions: readonly [string, ...string[]];
  description: string;
  /** What it allows at the most is its boundary too: a policy that somebody puts into the role itself can only deny. */
  isBounded?: true;
  /** It changes what is Countersign's own, and is held to that by its exact policy alone: `never` would deny it. */
  changesOurs?: true;
}

/**
 * The roles that Countersign has in every account where agents act. Stacks in those accounts are older than the home's for
 * a while: a name here, once deployed, MUST stay.
 */
export const accountRoles: Readonly<Record<AccountRole, AccountRoleFacts>> = {
  executor: {
    name: 'executor',
    functions: ['execute'],
    description: 'Countersign: runs what was signed, each time narrowed to that by the policy of its session',
  },
  grant: {
    name: 'grant',
    functions: ['credentials'],
    description: 'Countersign: credentials that an agent gets for one approved action',
    isBounded: true,
  },
  look: {
    name: 'look-only',
    functions: ['look', 'heartbeat'],
    description: 'Countersign: looks at what an action would change, before people decide and before it runs',
  },
  revoke: {
    name: 'revoke-only',
    functions: ['revoke'],
    description:
      'Countersign: takes credentials back, by a policy in the role grant that denies their session',
    changesOurs: true,
  },
  contain: {
    name: 'contain-only',
    functions: ['contain'],
    description:
      "Countersign: contains an agent, by policies that deny and by the boundary on the agents' roles",
  },
  reconcile: {
    name: 'reconcile-only',
    functions: ['reconcile'],
    description: 'Countersign: asks CloudTrail what agents did, to find what nobody was told of',
  },
};

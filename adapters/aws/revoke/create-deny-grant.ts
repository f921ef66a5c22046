import type { DenyGrant, RemoveDenials } from '../../../core/ports/grants.ts';
import type { Denial, RolePolicies } from '../role-policies.ts';
import { denialOf, denialOfAll, isDenial, isOver } from './denial.ts';

export interface Revoker {
  /** Opens the role in a session of its own, which CloudTrail names `countersign-revoke-<what for>`. */
  openRole: (account: string, whatFor: string) => Promise<RolePolicies>;
  now: () => string;
}

/** Each denial is a policy of its own, so that two people who press at once do not write over each other's. */
export const createDenyGrant =
  ({ openRole, now }: Revoker): DenyGrant =>
  async ({ requestId, account, startedAt }) => {
    const role = await openRole(account, requestId);
    const denial = denialOf(requestId, startedAt);
    if ((await role.put(denial)) === 'put') return { all: false };
    await denyAll(role, denial.name, now());
    return { all: true };
  };

/**
 * In the place of one that stands there, because for more there is no room. What others denied is denied by it too, so they
 * go, and it gets its own name, which says for how long it has to stay. At no moment is anybody let in again.
 */
async function denyAll(role: RolePolicies, name: string, now: string): Promise<void> {
  const [first, ...others] = (await role.list()).filter(isDenial);
  if (first === undefined)
    throw new Error('The role is full of policies that are not ours: nothing was denied.');
  await mustPut(role, denialOfAll(first, now));
  for (const other of others) await role.remove(other);
  if (first === name) return;
  // Alone, it may be that there is no room for a second one.
  if ((await role.put(denialOfAll(name, now))) === 'put') await role.remove(first);
}

async function mustPut(role: RolePolicies, denial: Denial): Promise<void> {
  if ((await role.put(denial)) === 'full')
    throw new Error(`${denial.name} could not be replaced by what is shorter.`);
}

export const createRemoveDenials =
  ({ openRole, now }: Revoker): RemoveDenials =>
  async (account) => {
    const role = await openRole(account, 'hourly');
    const over = (await role.list()).filter((name) => isOver(name, now()));
    for (const name of over) await role.remove(name);
    return over.length;
  };

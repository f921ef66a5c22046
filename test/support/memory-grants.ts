import type { Assumed, SessionOf } from '../../adapters/aws/execute/assume-role.ts';
import { createGrantCredentials } from '../../adapters/aws/execute/create-grant-credentials.ts';
import { createDenyGrant, createRemoveDenials } from '../../adapters/aws/revoke/create-deny-grant.ts';
import { maxInlineLength } from '../../adapters/aws/revoke/denial.ts';
import type { Denial, RolePolicies } from '../../adapters/aws/role-policies.ts';
import type { Catalog, CatalogEntry } from '../../catalog/entry.ts';
import { grantPolicy } from '../../catalog/session-policy/grant-policy.ts';
import type { DenyGrant, GrantCredentials, RemoveDenials } from '../../core/ports/grants.ts';

/** STS and IAM of agents' accounts, as far as credentials of agents need them. */
export interface MemoryGrants {
  /** Every session that was asked for. */
  readonly sessions: readonly SessionOf[];
  /** What AWS answers from now on, in place of credentials. */
  refuse: Extract<Assumed, { ok: false }> | undefined;
  grant: GrantCredentials;
  /** What stands in the grant role itself. */
  readonly policies: ReadonlyMap<string, string>;
  deny: DenyGrant;
  removeDenials: RemoveDenials;
}

/** In every secret part of what is given, so that a test finds it anywhere. */
export const secretMark = 'wJalrXUtnFEMIsecret';

export function memoryGrants({ find }: Pick<Catalog, 'find'>, now: () => string): MemoryGrants {
  const sessions: SessionOf[] = [];
  const { role, policies } = memoryRole();
  const revoker = { openRole: async () => role, now };
  const grants: MemoryGrants = {
    sessions,
    refuse: undefined,
    policies,
    grant: createGrantCredentials({
      assumeRole: async (session) => {
        if (grants.refuse) return grants.refuse;
        sessions.push(session);
        const n = String(sessions.length).padStart(4, '0');
        const accessKeyId = `ASIAGRANTED00000${n}`;
        const parts = { secretAccessKey: `${secretMark}-key-${n}`, sessionToken: `${secretMark}-token-${n}` };
        return { ok: true, credentials: { accessKeyId, ...parts } };
      },
      roleArnFor: (account) => `arn:aws:iam::${account}:role/grant`,
      grantPolicyFor: ({ action, parameters, account, region }, at) =>
        grantPolicy(find(action) as CatalogEntry, parameters, { partition: 'aws', account, region }, at),
      now,
    }),
    deny: createDenyGrant(revoker),
    removeDenials: createRemoveDenials(revoker),
  };
  return grants;
}

/** A role with IAM's limit on what stands in it. */
export function memoryRole(limit = maxInlineLength): { role: RolePolicies; policies: Map<string, string> } {
  const policies = new Map<string, string>();
  const lengthWith = ({ name, text }: Denial): number =>
    [...new Map(policies).set(name, text).values()].reduce((sum, one) => sum + one.length, 0);
  const role: RolePolicies = {
    list: async () => [...policies.keys()],
    put: async (denial) => {
      if (lengthWith(denial) > limit) return 'full';
      policies.set(denial.name, denial.text);
      return 'put';
    },
    remove: async (name) => {
      policies.delete(name);
    },
  };
  return { role, policies };
}

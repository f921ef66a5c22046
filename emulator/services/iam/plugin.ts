import { isKeyOfAccounts } from '../../iam/account-keys.ts';
import { type Authority, createAuthority, type RolePolicies } from '../../iam/authority.ts';
import { servicePlugin } from '../../plugin/service-plugin.ts';
import { resourceTypes } from './resource-types.ts';
import { rolesOf } from './roles.ts';

export interface Iam extends Authority {
  /** Whether a role stands in the stack of an account, and acts on what that account has. */
  isOfAccountStack(roleArn: string): boolean;
}

/** Roles and what they may do. Its API is the one authority that every call is decided by. */
export const iam = servicePlugin({
  resourceTypes,
  needs: {},
  create({ resources, accounts, clock }) {
    const ofAccounts = accounts
      .flatMap((account) => rolesOf(account.resourcesOf(resourceTypes)))
      .map((role): RolePolicies => ({ ...role, knows: isKeyOfAccounts }));
    const arns = new Set(ofAccounts.map(({ arn }) => arn));
    const api: Iam = {
      ...createAuthority([...rolesOf(resources), ...ofAccounts], clock.date),
      isOfAccountStack: (roleArn) => arns.has(roleArn),
    };
    return { ok: true, service: { api } };
  },
});

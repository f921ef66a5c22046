import { isKeyOfAccounts } from '../../iam/account-keys.ts';
import { type Authority, createAuthority, type RolePolicies } from '../../iam/authority.ts';
import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import { servicePlugin } from '../../plugin/service-plugin.ts';
import { resourceTypes } from './resource-types.ts';
import { managedIn, rolesOf } from './roles.ts';

export interface Iam extends Omit<Authority, 'setBoundary'> {
  /** Whether a role stands in an account where something is done, and acts on what that account has. */
  isOfAccount(roleArn: string): boolean;
  /** By the ARN of a managed policy of the account's stack; undefined takes it off. */
  setBoundary(roleArn: string, policyArn: string | undefined): void;
}

/** Roles and what they may do. Its API is the one authority that every call is decided by. */
export const iam = servicePlugin({
  resourceTypes,
  needs: {},
  create({ resources, accounts, accountRoles, clock }) {
    const stacks = accounts.map((account) => account.resourcesOf(resourceTypes));
    const managed = new Map(stacks.flatMap((stack) => [...managedIn(stack)]));
    const boundary = (policyArn: string) => {
      const policy = managed.get(policyArn);
      if (!policy) throw new NotImplementedLocally(`managed policy ${policyArn}`);
      return policy;
    };
    const beside = accountRoles.map(({ arn, policies, boundaryArn }) => ({
      ...{ arn, policies: [...policies] },
      ...(boundaryArn === undefined ? {} : { boundary: boundary(boundaryArn) }),
    }));
    const ofAccounts = [...stacks.flatMap(rolesOf), ...beside].map(
      (role): RolePolicies => ({ ...role, knows: isKeyOfAccounts }),
    );
    const arns = new Set(ofAccounts.map(({ arn }) => arn));
    const ownArns = new Set(beside.map(({ arn }) => arn));
    const authority = createAuthority([...rolesOf(resources), ...ofAccounts], clock.date);
    const api: Iam = {
      ...authority,
      isOfAccount: (roleArn) => arns.has(roleArn),
      setBoundary: (roleArn, policyArn) =>
        authority.setBoundary(roleArn, policyArn === undefined ? undefined : boundary(policyArn)),
      // Those beside the stacks are not the template's, and nobody asks what they do not use.
      unusedGrants: () => authority.unusedGrants().filter(({ role }) => !ownArns.has(role)),
    };
    return { ok: true, service: { api } };
  },
});

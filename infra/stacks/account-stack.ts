import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';
import type { AccountRole as AccountRoleName } from '../../functions/shared/function-spec.ts';
import type { AccountPermissions } from '../account-permissions.ts';
import { accountRoles } from '../account-role.ts';
import { AccountRole } from '../constructs/account-role.ts';
import { AgentBoundary } from '../constructs/agent-boundary.ts';
import { ForwardRole } from '../constructs/forward-role.ts';
import { RolePolicy } from '../constructs/role-policy.ts';
import { containPermissions } from '../contain-permissions.ts';
import { heartbeatPermissions } from '../heartbeat-permissions.ts';
import { constructIdOf, iamNameOf } from '../name-of.ts';
import { never } from '../never.ts';
import { reconcilePermissions } from '../reconcile-permissions.ts';
import { revokePermissions } from '../revoke-permissions.ts';
import type { Config } from '../settings-schema.ts';

export interface AccountStackProps extends StackProps {
  config: Config;
  permissions: AccountPermissions;
  place: AccountPlace;
}

/** The home account, where the API can be changed, and whose boundary stands in the approval stack; or any other. */
export type AccountPlace = { apiId: string } | { boundary: PolicyDocument };

/**
 * An account where agents act: what Countersign can do there, and what agents cannot. IAM alone, which is global: once in
 * an account. Nothing in it is read from elsewhere but the API's id at home, so a StackSet can carry it.
 */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, props: AccountStackProps) {
    const { config, permissions, place, ...rest } = props;
    super(scope, id, { ...rest, terminationProtection: config.deletionProtection });
    const atHome = 'apiId' in place;
    const homeAccount = atHome ? this.account : (config.account ?? this.#homeAccountParameter());
    const neverPolicy = new RolePolicy(this, 'Never', {
      name: iamNameOf(config, 'never'),
      description: "Countersign: what its roles in agents' accounts do for nobody",
      document: never(config, atHome ? place.apiId : undefined),
    });
    const allowed: Record<AccountRoleName, readonly PolicyDocument[]> = {
      ...permissions,
      look: [...permissions.look, heartbeatPermissions(config)],
      revoke: [revokePermissions(config)],
      contain: [containPermissions(config)],
      reconcile: [reconcilePermissions(config, homeAccount)],
    };
    for (const [role, facts] of Object.entries(accountRoles)) {
      new AccountRole(this, constructIdOf(role), {
        config,
        homeAccount,
        facts,
        allowed: allowed[role as AccountRoleName],
        never: neverPolicy,
      });
    }
    new ForwardRole(this, 'Forward', { config, homeAccount });
    if (!atHome) new AgentBoundary(this, 'AgentBoundary', { config, document: place.boundary });
  }

  /** Where the settings leave open in which account Countersign itself is. */
  #homeAccountParameter = (): string =>
    new CfnParameter(this, 'HomeAccount', {
      description: "The account of Countersign's functions, which may assume the roles",
      allowedPattern: '[0-9]{12}',
    }).valueAsString;
}

import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';
import type { AccountRoleFacts } from '../account-role.ts';
import { accountTrust } from '../account-trust.ts';
import { iamNameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { RolePolicy } from './role-policy.ts';

export interface AccountRoleProps {
  config: Config;
  homeAccount: string;
  facts: AccountRoleFacts;
  allowed: readonly PolicyDocument[];
  never: RolePolicy;
}

/** A role of an account where agents act, which functions of the home account may assume, under a source identity of ours. */
export class AccountRole extends iam.CfnRole {
  constructor(
    scope: Construct,
    id: string,
    { config, homeAccount, facts, allowed, never }: AccountRoleProps,
  ) {
    const { name, functions, description, isBounded, changesOurs } = facts;
    const policies = allowed.map(
      (document, index) =>
        new RolePolicy(scope, `${id}Policy${index + 1}`, {
          name: iamNameOf(config, `${name}-${index + 1}`),
          description: `Countersign: what the role ${name} allows at the most`,
          document,
        }),
    );
    const [boundary, ...others] = isBounded ? policies : [];
    if (isBounded && (boundary === undefined || others.length > 0))
      throw new Error(`A role has one boundary, and ${name} would take ${policies.length} policies.`);
    super(scope, id, {
      roleName: iamNameOf(config, name),
      description,
      assumeRolePolicyDocument: accountTrust(
        homeAccount,
        functions.map((caller) => `arn:aws:iam::${homeAccount}:role/${iamNameOf(config, caller)}`),
      ),
      managedPolicyArns: [...(changesOurs ? [] : [never]), ...policies].map(({ ref }) => ref),
      ...(boundary && { permissionsBoundary: boundary.ref }),
    });
  }
}

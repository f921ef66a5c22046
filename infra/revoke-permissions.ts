import type { PolicyDocument } from '../catalog/generate/policy-document.ts';
import { accountRoles } from './account-role.ts';
import { iamNameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/**
 * The policies that stand in the role `grant` itself, and no other's. IAM knows no condition on how such a policy is called or
 * what it says: that it can only deny is held by the boundary of `grant`.
 */
export const revokePermissions = (config: Pick<Config, 'stage' | 'region'>): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'DenyASession',
      Effect: 'Allow',
      Action: ['iam:DeleteRolePolicy', 'iam:ListRolePolicies', 'iam:PutRolePolicy'],
      Resource: [`arn:aws:iam::*:role/${iamNameOf(config, accountRoles.grant.name)}`],
    },
  ],
});

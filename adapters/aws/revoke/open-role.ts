import type { IAMClient } from '@aws-sdk/client-iam';
import type { AssumeRole, SessionCredentials } from '../execute/assume-role.ts';
import { policiesOf } from '../role-policies.ts';
import type { Revoker } from './create-deny-grant.ts';

export interface RoleOpener {
  assumeRole: AssumeRole;
  /** The role that may change the grant role's own policies, and the name of the latter. */
  revokerArnFor: (account: string) => string;
  grantRole: string;
  iamWith: (credentials: SessionCredentials) => IAMClient;
}

/** Another session than those which it ends, under a source identity of ours, with leave for this one role. */
export const createOpenRole =
  ({ assumeRole, revokerArnFor, grantRole, iamWith }: RoleOpener): Revoker['openRole'] =>
  async (account, whatFor) => {
    const assumed = await assumeRole({
      roleArn: revokerArnFor(account),
      name: `countersign-revoke-${whatFor}`,
      policy: allowed(`arn:aws:iam::${account}:role/${grantRole}`),
      tags: {},
    });
    if (!assumed.ok) throw new Error(`${assumed.code}: ${assumed.detail}`);
    return policiesOf(iamWith(assumed.credentials), grantRole);
  };

const allowed = (Resource: string): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['iam:DeleteRolePolicy', 'iam:ListRolePolicies', 'iam:PutRolePolicy'],
      Resource,
    },
  ],
});

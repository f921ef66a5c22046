import {
  DeleteRolePolicyCommand,
  type IAMClient,
  LimitExceededException,
  ListRolePoliciesCommand,
  NoSuchEntityException,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { AssumeRole, SessionCredentials } from '../execute/assume-role.ts';
import type { Revoker, RolePolicies } from './create-deny-grant.ts';

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

/** @internal Tests have an IAM of their own. */
export const policiesOf = (iam: IAMClient, RoleName: string): RolePolicies => ({
  async list() {
    const names: string[] = [];
    for (let Marker: string | undefined, more = true; more; ) {
      const page = await iam.send(new ListRolePoliciesCommand({ RoleName, ...(Marker && { Marker }) }));
      names.push(...(page.PolicyNames ?? []));
      Marker = page.Marker;
      more = page.IsTruncated === true;
    }
    return names;
  },
  async put({ name: PolicyName, text: PolicyDocument }) {
    try {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
      return 'put';
    } catch (error) {
      if (error instanceof LimitExceededException) return 'full';
      throw error;
    }
  },
  async remove(PolicyName) {
    try {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    } catch (error) {
      if (!(error instanceof NoSuchEntityException)) throw error;
    }
  },
});

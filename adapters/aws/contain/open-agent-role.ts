import { type IAMClient, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { underAnyPath } from '../../../catalog/generate/under-any-path.ts';
import { parseArn } from '../../../core/lib/arn.ts';
import type { AssumeRole, SessionCredentials } from '../execute/assume-role.ts';
import { policiesOf, type RolePolicies } from '../role-policies.ts';

/** One role of an agent, and all that may be done to it. */
export interface AgentRole extends Pick<RolePolicies, 'put' | 'remove'> {
  /** Puts the agents' boundary on, in the place of whatever is there. */
  putBoundary: () => Promise<void>;
}

export type OpenAgentRole = (
  role: string,
  incidentId: string,
) => Promise<{ ok: true; role: AgentRole } | { ok: false; code: string }>;

export interface AgentRoleOpener {
  assumeRole: AssumeRole;
  /** Names, in whichever account: the role that may contain, and the boundary. */
  containRole: string;
  boundary: string;
  iamWith: (credentials: SessionCredentials) => IAMClient;
}

/** A session with leave for this one role, which CloudTrail names `countersign-contain-<incident id>`. */
export const createOpenAgentRole =
  ({ assumeRole, containRole, boundary, iamWith }: AgentRoleOpener): OpenAgentRole =>
  async (role, incidentId) => {
    const { partition, account, resource = '' } = parseArn(role) ?? {};
    const [, name] = /^role\/([\w+=,.@-]{1,64})$/.exec(resource) ?? [];
    if (!partition || !account || !name) return { ok: false, code: 'not-a-role' };
    const iamArn = `arn:${partition}:iam::${account}:`;
    const assumed = await assumeRole({
      roleArn: `${iamArn}role/${containRole}`,
      name: `countersign-contain-${incidentId}`,
      policy: allowed(underAnyPath(role)),
      tags: {},
    });
    if (!assumed.ok) return { ok: false, code: assumed.code };
    const iam = iamWith(assumed.credentials);
    const putBoundary = async (): Promise<void> => {
      const PermissionsBoundary = `${iamArn}policy/${boundary}`;
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: name, PermissionsBoundary }));
    };
    const { put, remove } = policiesOf(iam, name);
    return { ok: true, role: { put, remove, putBoundary } };
  };

const allowed = (Resource: readonly string[]): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
      Resource,
    },
  ],
});

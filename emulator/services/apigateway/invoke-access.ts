import { type Directory, matchesRole } from '../../../core/directory/directory.ts';
import { type Authority, createAuthority } from '../../iam/authority.ts';
import type { Principal } from '../../iam/principal.ts';

/** Whether a caller's role has `execute-api:Invoke` on a route. */
export type MayInvoke = (principal: Principal, resource: string) => boolean;

/**
 * A role of the template has what the template gives it. Agents' roles belong to their own teams and stand in no
 * template of ours: here every role that the directory names may call the API, and no other may.
 */
export function invokeAccess(
  templateRoles: Pick<Authority, 'decide'>,
  directory: Directory | undefined,
  apiArn: string,
): MayInvoke {
  const patterns = directory?.agents.flatMap(({ roles }) => roles) ?? [];
  const agentPolicy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${apiArn}/*` }],
  };
  return (principal, resource) => {
    const need = { action: 'execute-api:Invoke', resource };
    if (templateRoles.decide(principal, need).kind === 'allowed') return true;
    if (!patterns.some((pattern) => matchesRole(pattern, principal.roleArn))) return false;
    const agents = createAuthority([
      { arn: principal.roleArn, policies: [{ name: 'agent', document: agentPolicy }] },
    ]);
    return agents.decide(principal, need).kind === 'allowed';
  };
}

import type { AgentLimits } from '../boundary/agent-limits.ts';
import { deniedBeside } from '../boundary/limit-denials.ts';
import { patternsByService } from '../boundary/patterns-by-service.ts';
import { waysToFit } from '../boundary/ways-to-fit.ts';
import permissionsElsewhere from '../iam-reference/permissions-elsewhere.json' with { type: 'json' };
import { boundaryLimit, type Fitted } from './permissions-boundary.ts';
import { denyStatements, type PolicyDocument, sizeOf } from './policy-document.ts';

/** IAM's Permissions management in the services that the boundary has no room for. A closed boundary denies it already. */
export const besidePatterns = (limits: AgentLimits, way = {}): string[] =>
  limits.settings.agentBoundary === 'closed'
    ? []
    : [
        ...[...patternsByService(deniedBeside(limits), limits.reference, way).values()].flat(),
        ...permissionsElsewhere,
      ].sort();

/** For the agents' roles, attached as any policy is, where no service control policy says the same. */
export function secondPolicy(limits: AgentLimits): Fitted<PolicyDocument | undefined> {
  let size = 0;
  let patterns = 0;
  for (const way of waysToFit(limits)) {
    const actions = besidePatterns(limits, way);
    if (actions.length === 0) return { ok: true, value: undefined };
    const value: PolicyDocument = { Version: '2012-10-17', Statement: denyStatements([{ actions }]) };
    size = sizeOf(value);
    patterns = actions.length;
    if (size <= boundaryLimit) return { ok: true, value };
  }
  return {
    ok: false,
    problem:
      `The second policy has ${size} characters and IAM takes ${boundaryLimit}: ${deniedBeside(limits).length} actions have no ` +
      `room in the boundary, in ${patterns} patterns. Permit some of them plainly by a policy, or set agentBoundary: closed.`,
  };
}

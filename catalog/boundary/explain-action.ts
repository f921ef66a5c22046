import { nearestName } from '../../core/lib/did-you-mean.ts';
import type { PolicyDocument } from '../generate/policy-document.ts';
import permissionsElsewhere from '../iam-reference/permissions-elsewhere.json' with { type: 'json' };
import { type AgentLimits, serviceOf } from './agent-limits.ts';
import { matchesPattern } from './matches-pattern.ts';
import type { Verdict } from './verdict.ts';

export type Explained = { ok: true; action: string; verdict: Verdict } | { ok: false; problem: string };

/** What becomes of an agent's own call, by this boundary. In whatever case it is written: IAM does not look at it. */
export function explainAction(
  written: string,
  { verdicts, reference, settings }: AgentLimits,
  boundary: PolicyDocument,
): Explained {
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/i.test(written))
    return { ok: false, problem: `${written} is no IAM action: write one such as ec2:RunInstances.` };
  const action = [...verdicts.keys()].find((name) => name.toLowerCase() === written.toLowerCase());
  const verdict = action === undefined ? undefined : verdicts.get(action);
  if (action === undefined || verdict === undefined) {
    return reference.has(serviceOf(written.toLowerCase()))
      ? { ok: false, problem: noSuchAction(written, verdicts.keys()) }
      : { ok: true, action: written, verdict: elsewhere(written, settings) };
  }
  const pattern = verdict.kind === 'left-to-the-role' ? patternOf(action, boundary) : undefined;
  return {
    ok: true,
    action,
    verdict: pattern === undefined ? verdict : deniedBecause('boundary', { code: 'taken-in', pattern }),
  };
}

function noSuchAction(written: string, known: Iterable<string>): string {
  const near = nearestName(written, known);
  return `IAM has no action ${written}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

const deniedBecause = (
  by: 'boundary' | 'beside',
  why: Extract<Verdict, { kind: 'denied' }>['why'],
): Verdict => ({ kind: 'denied', by, why });

/** Of a service that the catalog knows nothing about. How an agent asks is left to every role. */
function elsewhere(action: string, { agentBoundary, agentServices }: AgentLimits['settings']): Verdict {
  if (action.toLowerCase() === 'execute-api:invoke') return { kind: 'left-to-the-role' };
  if (agentBoundary === 'closed')
    return deniedBecause('boundary', { code: 'other-service', services: agentServices });
  return permissionsElsewhere.some((pattern) => matchesPattern(pattern, action))
    ? deniedBecause('beside', { code: 'permissions-management' })
    : { kind: 'left-to-the-role' };
}

const patternOf = (action: string, { Statement }: PolicyDocument): string | undefined =>
  Statement.filter(
    (one) => one.Effect === 'Deny' && !one.Condition && 'Resource' in one && one.Resource === '*',
  )
    .flatMap((one) => ('Action' in one ? one.Action : []))
    .find((pattern) => matchesPattern(pattern, action));

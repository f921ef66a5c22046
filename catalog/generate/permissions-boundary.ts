import type { AgentLimits } from '../boundary/agent-limits.ts';
import { allBut, always, deniedWhole, leftOpen } from '../boundary/limit-denials.ts';
import { merges, sayMerges } from '../boundary/merges.ts';
import { patternsByService } from '../boundary/patterns-by-service.ts';
import { waysToFit } from '../boundary/ways-to-fit.ts';
import { type Denied, denyStatements, type PolicyDocument, sizeOf } from './policy-document.ts';

/** Of a managed policy, which a boundary is. */
export const boundaryLimit = 6_144;

/** `problem` is for the person at the keyboard: what does not fit, and what to do. */
export type Fitted<T> = { ok: true; value: T } | { ok: false; problem: string };

/** For the agents' roles: all that their own policies allow, except what they cannot do by themselves. */
export function permissionsBoundary(
  limits: AgentLimits,
  beside: readonly Denied[] = [],
  /** Characters that are still to be added. */
  spare = 0,
): Fitted<PolicyDocument> {
  const { settings, reference } = limits;
  const closed = settings.agentBoundary === 'closed';
  const actions = closed ? leftOpen(limits) : deniedWhole(limits);
  let size = 0;
  let patterns: string[] = [];
  // What a closed boundary leaves open is written by whole words alone: by parts of them, more would match tomorrow.
  for (const way of closed ? [{}] : waysToFit(limits)) {
    patterns = [...patternsByService(actions, reference, way).values()].flat();
    const document = allowTheRest([
      ...(closed ? [allBut(patterns, settings)] : patterns.length > 0 ? [{ actions: patterns }] : []),
      ...always(limits),
      ...beside,
    ]);
    size = sizeOf(document) + spare;
    if (size <= boundaryLimit) return { ok: true, value: document };
  }
  const merged = sayMerges(merges(patterns, new Set(actions), reference));
  return {
    ok: false,
    problem:
      `The permissions boundary has ${size} characters and IAM takes ${boundaryLimit}: ${actions.length} actions are ` +
      `${closed ? 'left open' : 'denied'}, in ${patterns.length} patterns. ` +
      (closed
        ? 'Take services out of agentServices, or let policies permit fewer actions plainly'
        : 'Permit some of them plainly by a policy, or let their catalog entries deny fewer actions') +
      (merged === '' ? '.' : `, or merge: ${merged}.`),
  };
}

/** What of it is left for the patterns of what is denied whatever the resource. */
export const roomForPatterns = (limits: AgentLimits, beside: readonly Denied[], spare: number): number =>
  boundaryLimit - spare - sizeOf(allowTheRest([{ actions: [''] }, ...always(limits), ...beside]));

const allowTheRest = (denied: readonly Denied[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'AllowTheRest', Effect: 'Allow', Action: '*', Resource: '*' },
    ...denyStatements(denied),
  ],
});

import type { AgentLimits } from '../boundary/agent-limits.ts';
import {
  allBut,
  always,
  deniedWhole,
  exceptions,
  leftOpen,
  openPatterns,
} from '../boundary/limit-denials.ts';
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
  return limits.settings.agentBoundary === 'closed'
    ? closedBoundary(limits, beside, spare)
    : gatedBoundary(limits, beside, spare);
}

function gatedBoundary(
  limits: AgentLimits,
  beside: readonly Denied[],
  spare: number,
): Fitted<PolicyDocument> {
  const actions = deniedWhole(limits);
  let size = 0;
  let patterns: string[] = [];
  for (const way of waysToFit(limits)) {
    patterns = [...patternsByService(actions, limits.reference, way).values()].flat();
    const document = allowTheRest([
      ...(patterns.length > 0 ? [{ actions: patterns }] : []),
      ...always(limits),
      ...beside,
    ]);
    size = sizeOf(document) + spare;
    if (size <= boundaryLimit) return { ok: true, value: document };
  }
  return tooLong(
    size,
    limits,
    { patterns, wanted: actions },
    {
      are: 'denied',
      advice: 'Permit some of them plainly by a policy, or let their catalog entries deny fewer actions',
    },
  );
}

function closedBoundary(
  limits: AgentLimits,
  beside: readonly Denied[],
  spare: number,
): Fitted<PolicyDocument> {
  const open = openPatterns(limits);
  const patterns = [...open.patterns.values()].flat();
  const document = allowTheRest([
    allBut(patterns, limits.settings),
    ...exceptions(open),
    ...always(limits),
    ...beside,
  ]);
  const size = sizeOf(document) + spare;
  if (size <= boundaryLimit) return { ok: true, value: document };
  return tooLong(
    size,
    limits,
    { patterns, wanted: leftOpen(limits) },
    {
      are: 'left open',
      advice: 'Take services out of agentServices, or let policies permit fewer actions plainly',
    },
  );
}

function tooLong(
  size: number,
  { reference }: AgentLimits,
  { patterns, wanted }: { patterns: readonly string[]; wanted: readonly string[] },
  { are, advice }: { are: string; advice: string },
): Fitted<PolicyDocument> {
  const merged = sayMerges(merges(patterns, new Set(wanted), reference));
  return {
    ok: false,
    problem:
      `The permissions boundary has ${size} characters and IAM takes ${boundaryLimit}: ${wanted.length} actions are ` +
      `${are}, in ${patterns.length} patterns. ${advice}${merged === '' ? '.' : `, or merge: ${merged}.`}`,
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

import type { Actor, TransitionEvent } from '../evidence/record.ts';
import { canonicalJson, type Json } from '../lib/json.ts';
import { differentOutcome, isContradicted } from '../request/contradicted.ts';
import type { Difference, Evidence, Request, RequestIn } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';

/** It was used, or is being. */
export type Used = RequestIn<'running' | 'started' | 'done' | 'failed' | 'unknown'>;

export function isUsed(request: Request): request is Used {
  switch (request.state) {
    case 'running':
    case 'started':
    case 'done':
    case 'failed':
    case 'unknown':
      return true;
    default:
      return false;
  }
}

/** What CloudTrail saw of a run, held against what was signed. */
export interface SeenRun {
  eventIds: readonly string[];
  /** AWS's code, where it did not do it. */
  errorCode?: string;
  differences: readonly Difference[];
  /** Members that were signed and that the event does not tell. */
  untold: readonly string[];
}

/** Who says so: `sight`, or `reconcile` when nothing brought the event before. */
export type Witness = 'sight' | 'reconcile';

/**
 * The request with what CloudTrail saw of its run; nothing where that is known. The first event that was seen stands, except
 * that one which shows another thing than what was signed is never covered by one that does not.
 */
export function noteSeenRun(request: Used, seen: SeenRun, by: Witness, at: string): Transition | undefined {
  const evidence = evidenceOf(request, seen, at);
  const { evidence: known } = request;
  if (known && known.kind !== 'unseen' && (known.kind === 'drifted' || evidence.kind === 'confirmed'))
    return undefined;
  return noted(request, evidence, by);
}

/** A day after the run nobody has seen it. */
export const noteUnseen = (request: Used, by: Witness, at: string): Transition | undefined =>
  request.evidence === undefined ? noted(request, { kind: 'unseen', at }, by) : undefined;

/** Once it has ended, what was noted before that is held against how it ended. Nothing where the two are one. */
export function noteContradicted(request: Used, by: Witness, at: string): Transition | undefined {
  const { evidence } = request;
  if (evidence?.kind !== 'confirmed' || !isContradicted(request)) return undefined;
  const { eventIds, errorCode } = evidence;
  const differences = differentOutcome(request, errorCode);
  const saw = { at, eventIds, ...(errorCode !== undefined && { errorCode }) };
  return noted(request, { kind: 'drifted', ...saw, differences }, by);
}

function evidenceOf(request: Used, seen: SeenRun, at: string): Evidence {
  const { eventIds, errorCode, untold } = seen;
  const saw = { at, eventIds: [...eventIds], ...(errorCode !== undefined && { errorCode }) };
  const differences = [...differentOutcome(request, errorCode), ...seen.differences];
  return differences.length > 0
    ? { kind: 'drifted', ...saw, differences: kept(differences) }
    : { kind: 'confirmed', ...saw, untold: [...untold] };
}

/** A request and its record share an item of 400 KB, and CloudTrail keeps the rest under the event's id. */
const [mostDifferences, longestValue] = [20, 2_000];

const kept = (differences: readonly Difference[]): Difference[] =>
  differences.slice(0, mostDifferences).map(({ pointer, ...values }) => ({
    pointer,
    ...Object.fromEntries(Object.entries(values).map(([side, value]) => [side, shortened(value)])),
  }));

function shortened(value: Json): Json {
  const text = canonicalJson(value);
  return text.length <= longestValue ? value : `${text.slice(0, longestValue)}…`;
}

function noted(request: Used, evidence: Evidence, by: Witness): Transition {
  const actor: Actor = { kind: 'system', id: by };
  const { at, kind, ...told } = evidence;
  const change = { type: kind, ...told } as TransitionEvent['change'];
  return advance(request, { ...request, evidence }, { at, actor, via: 'cloudtrail', change });
}

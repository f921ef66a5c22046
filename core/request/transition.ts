import {
  type AuditRecord,
  recordOf,
  type TransitionEvent,
  type UnhashedRequest,
} from '../evidence/record.ts';
import { mayBegin, mayMove } from './lifecycle.ts';
import type { Request } from './request.ts';

/** A move and its record, to be written as one. */
export interface Transition {
  from: { state: Request['state']; version: number } | null;
  request: Request;
  record: AuditRecord;
}

type Distributed<R, K extends PropertyKey> = R extends unknown ? Omit<R, K> : never;
export type Draft = Distributed<Request, 'v' | 'version' | 'recordHash'>;

/** The first transition of a request. */
export function begin(draft: Draft, event: TransitionEvent): Transition {
  if (!mayBegin(draft.state)) throw new Error(`A request cannot begin as ${draft.state}.`);
  return write(null, { ...draft, v: 1, version: 1 }, event, null);
}

/** The next transition. A move that the lifecycle does not know is a bug of ours, never an answer. */
export function advance(before: Request, draft: Draft, event: TransitionEvent): Transition {
  if (!mayMove(before.state, draft.state))
    throw new Error(`A request cannot move from ${before.state} to ${draft.state}.`);
  const from = { state: before.state, version: before.version };
  return write(from, { ...draft, v: 1, version: before.version + 1 }, event, before.recordHash);
}

function write(
  from: Transition['from'],
  request: UnhashedRequest,
  event: TransitionEvent,
  prev: string | null,
): Transition {
  const record = recordOf(request, event, prev);
  return { from, request: { ...request, recordHash: record.hash } as Request, record };
}

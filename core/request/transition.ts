import { type AuditRecord, type Happening, recordOf, type UnhashedRequest } from '../evidence/record.ts';
import { mayBegin, mayMove } from './lifecycle.ts';
import type { Request } from './request.ts';

/** A move and its record, to be written as one. */
export interface Step {
  from: { state: Request['state']; version: number } | null;
  request: Request;
  record: AuditRecord;
}

type Distributed<R, K extends PropertyKey> = R extends unknown ? Omit<R, K> : never;
export type Draft = Distributed<Request, 'version' | 'recordHash'>;

/** The first step of a request. */
export function begin(draft: Draft, happening: Happening): Step {
  if (!mayBegin(draft.state)) throw new Error(`A request cannot begin as ${draft.state}.`);
  return write(null, { ...draft, version: 1 }, happening, null);
}

/** The next step. A move that the lifecycle does not know is a bug of ours, never an answer. */
export function advance(before: Request, draft: Draft, happening: Happening): Step {
  if (!mayMove(before.state, draft.state))
    throw new Error(`A request cannot move from ${before.state} to ${draft.state}.`);
  const from = { state: before.state, version: before.version };
  return write(from, { ...draft, version: before.version + 1 }, happening, before.recordHash);
}

function write(
  from: Step['from'],
  request: UnhashedRequest,
  happening: Happening,
  prev: string | null,
): Step {
  const record = recordOf(request, happening, prev);
  return { from, request: { ...request, recordHash: record.hash } as Request, record };
}

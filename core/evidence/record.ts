import { sha256 } from '../lib/digest.ts';
import { canonicalJson, type JsonObject } from '../lib/json.ts';
import type { State } from '../request/lifecycle.ts';
import type { Choice, Request } from '../request/request.ts';
import { type Subject, subjectOf } from '../request/subject.ts';

export type Actor =
  /** Sessions of one agent share its requests, so the one that acted is named. */
  { kind: 'agent'; id: string; session: string } | { kind: 'person' | 'unknown-user' | 'system'; id: string };
/** `api`, `workflow`, or the name of the door where a person acted. */
export type Via = string;

/** What happened, beyond the state that it led to. */
export type Change =
  | { type: 'submitted' }
  | { type: 'joined'; reason: string }
  | { type: 'notified'; tier: number; groups: string[] }
  | { type: 'voted'; choice: Choice; reason?: string; digest: string; groups: string[] }
  | { type: 'vote-refused'; choice: Choice; why: string }
  | { type: 'expired'; error?: string }
  | { type: 'withdrawn'; reason?: string }
  | { type: 'started' }
  | { type: 'lapsed' }
  | { type: 'reported'; detail?: string };

export interface TransitionEvent {
  at: string;
  actor: Actor;
  via: Via;
  change: Change;
}

/** One line of the audit trail. It tells the whole story by itself, and names the line before it by its hash. */
export interface AuditRecord extends TransitionEvent, Subject {
  /** `<requestId>.<seq>` */
  id: string;
  requestId: string;
  seq: number;
  state: State;
  agent: Request['agent'];
  parameters: JsonObject;
  digest: string;
  stated: Request['stated'];
  ruling: Request['ruling'];
  approvals: { needed: number; given: number };
  /** The hash of the record before it; the first one has none. */
  prev: string | null;
  hash: string;
}

/** SHA-256 of the canonical record without its own hash. */
export const hashOfRecord = ({ hash: _, ...record }: AuditRecord): string => sha256(canonicalJson(record));

export type UnhashedRequest = Request extends infer R
  ? R extends Request
    ? Omit<R, 'recordHash'>
    : never
  : never;

/** The record of the move that made `request`; `prev` is the hash that the move started from. */
export function recordOf(request: UnhashedRequest, event: TransitionEvent, prev: string | null): AuditRecord {
  const record = {
    id: `${request.id}.${request.version}`,
    requestId: request.id,
    seq: request.version,
    ...event,
    state: request.state,
    agent: request.agent,
    ...subjectOf(request),
    parameters: request.parameters,
    digest: request.digest,
    stated: request.stated,
    ruling: request.ruling,
    approvals: approvalsOf(request),
    prev,
  };
  return { ...record, hash: sha256(canonicalJson(record)) };
}

export function approvalsOf(request: UnhashedRequest): AuditRecord['approvals'] {
  const approvals = request.ruling.decision === 'review' ? request.ruling.terms.approvals : [];
  const votes = 'votes' in request ? request.votes : [];
  return {
    needed: approvals.reduce((sum, { count }) => sum + count, 0),
    given: votes.filter(({ choice }) => choice === 'approve').length,
  };
}

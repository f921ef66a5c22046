import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import { subjectOf } from '../request/subject.ts';
import type { AuditRecord, Change } from './record.ts';

const text = z.string();

/**
 * Of a request, of an incident, or of a day's coverage: each has a chain of its own, and leaves out what it has not. So
 * what only a request has is null elsewhere.
 */
export const auditRowSchema = z.strictObject({
  v: z.literal(1),
  /** The id of its chain, a dot and `seq`. */
  record_id: text,
  request_id: text.nullable(),
  incident_id: text.nullable(),
  seq: z.int(),
  type: text,
  at: text,
  agent_id: text.nullable(),
  agent_role: text.nullable(),
  session: text.nullable(),
  owners: z.array(text),
  model: text.nullable(),
  action: text.nullable(),
  resource: text.nullable(),
  account: text.nullable(),
  region: text.nullable(),
  environment: text.nullable(),
  risk: text.nullable(),
  reason: text.nullable(),
  ticket: text.nullable(),
  /** `allow`, `refuse` or `review`. */
  ruling: text.nullable(),
  ruling_reasons: z.array(text),
  policies: z.array(text),
  policy_version: text.nullable(),
  digest: text.nullable(),
  state: text.nullable(),
  actor: text,
  via: text,
  /** Of a vote, also of one that does not count. */
  choice: text.nullable(),
  vote_reason: text.nullable(),
  approvals_needed: z.int().nullable(),
  approvals_given: z.int().nullable(),
  outcome: text.nullable(),
  error: text.nullable(),
  cloudtrail_event_ids: z.array(text),
  prev: text.nullable(),
  hash: text,
  detail: text,
});

/** A record as Athena reads it: flat columns for questions, the whole record as `detail` for proof. */
export type AuditRow = z.infer<typeof auditRowSchema>;
export const auditRowVersions: Versioned<AuditRow> = { name: 'audit row', readers: [auditRowSchema] };

/** `detail` is the record's own text, as it was written: a record of an earlier version is proved by that alone. */
export function auditRow(record: AuditRecord, detail: string): AuditRow {
  const { change, agent, stated, ruling, approvals } = record;
  return {
    v: 1,
    record_id: record.id,
    request_id: record.requestId,
    incident_id: null,
    seq: record.seq,
    type: change.type,
    at: record.at,
    agent_id: agent.id,
    agent_role: agent.role,
    session: record.actor.kind === 'agent' ? record.actor.session : agent.session,
    owners: agent.owners,
    model: stated.model ?? null,
    ...subjectOf(record),
    risk: ruling.risk,
    reason: stated.reason ?? null,
    ticket: stated.ticket ?? null,
    ruling: ruling.decision,
    ruling_reasons: ruling.reasons,
    policies: ruling.policies,
    policy_version: ruling.policyVersion,
    digest: record.digest,
    state: record.state,
    actor: `${record.actor.kind}:${record.actor.id}`,
    via: record.via,
    choice: change.type === 'voted' || change.type === 'vote-refused' ? change.choice : null,
    vote_reason: change.type === 'voted' ? (change.reason ?? null) : null,
    approvals_needed: approvals.needed,
    approvals_given: approvals.given,
    outcome: endsRun.has(change.type) ? record.state : null,
    error: errorOf(change),
    cloudtrail_event_ids: 'eventIds' in change ? change.eventIds : [],
    prev: record.prev,
    hash: record.hash,
    detail,
  };
}

const endsRun: ReadonlySet<Change['type']> = new Set([
  'reported',
  'unreported',
  'ran',
  'not-run',
  'unanswered',
  'grant-ended',
  'revoked',
]);

function errorOf(change: Change): string | null {
  switch (change.type) {
    case 'vote-refused':
      return change.why;
    case 'expired':
      return change.error ?? null;
    case 'not-run':
      return change.failure.code;
    case 'unanswered':
      return change.code;
    default:
      return null;
  }
}

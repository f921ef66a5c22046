import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import { subjectOf, subjectShape } from '../request/subject.ts';
import type { AuditRecord, Change } from './record.ts';

export const auditRowSchema = z.strictObject({
  v: z.literal(1),
  record_id: z.string(),
  request_id: z.string(),
  seq: z.int(),
  type: z.string(),
  at: z.string(),
  agent_id: z.string(),
  agent_role: z.string(),
  session: z.string(),
  owners: z.array(z.string()),
  model: z.string().nullable(),
  ...subjectShape,
  risk: z.string(),
  reason: z.string().nullable(),
  ticket: z.string().nullable(),
  policies: z.array(z.string()),
  policy_version: z.string(),
  digest: z.string(),
  state: z.string(),
  actor: z.string(),
  via: z.string(),
  vote_reason: z.string().nullable(),
  approvals_needed: z.int(),
  approvals_given: z.int(),
  outcome: z.string().nullable(),
  error: z.string().nullable(),
  cloudtrail_event_ids: z.array(z.string()),
  prev: z.string().nullable(),
  hash: z.string(),
  detail: z.string(),
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
    policies: ruling.policies,
    policy_version: ruling.policyVersion,
    digest: record.digest,
    state: record.state,
    actor: `${record.actor.kind}:${record.actor.id}`,
    via: record.via,
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

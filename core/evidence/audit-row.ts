import { canonicalJson } from '../lib/json.ts';
import { subjectOf } from '../request/subject.ts';
import type { AuditRecord, Change } from './record.ts';

/** A record as Athena reads it: flat columns for questions, the whole record as `detail` for proof. */
export function auditRow(record: AuditRecord) {
  const { change, agent, stated, ruling, approvals } = record;
  return {
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
    reason: stated.reason,
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
    outcome: change.type === 'reported' ? record.state : null,
    error: errorOf(change),
    cloudtrail_event_ids: [] as string[],
    prev: record.prev,
    hash: record.hash,
    detail: canonicalJson(record),
  };
}

function errorOf(change: Change): string | null {
  if (change.type === 'vote-refused') return change.why;
  return change.type === 'expired' ? (change.error ?? null) : null;
}

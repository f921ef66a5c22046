import type { AuditRow } from './audit-row.ts';
import type { CoverageRecord } from './coverage-record.ts';

/** A record of a coverage among those of requests. It is about no agent and no action; the numbers stand in `detail`. */
export function coverageRow(record: CoverageRecord, detail: string): AuditRow {
  const { change } = record;
  const { account = null, region = null } = change.type === 'read' ? change : {};
  return {
    v: 1,
    record_id: record.id,
    request_id: null,
    incident_id: null,
    seq: record.seq,
    type: change.type,
    at: record.at,
    agent_id: null,
    agent_role: null,
    session: null,
    owners: [],
    model: null,
    action: null,
    resource: null,
    account,
    region,
    environment: null,
    risk: null,
    reason: null,
    ticket: null,
    ruling: null,
    ruling_reasons: [],
    policies: [],
    policy_version: null,
    digest: null,
    state: record.state,
    actor: `${record.actor.kind}:${record.actor.id}`,
    via: 'cloudtrail',
    choice: null,
    vote_reason: null,
    approvals_needed: null,
    approvals_given: null,
    outcome: null,
    error: null,
    cloudtrail_event_ids: [],
    prev: record.prev,
    hash: record.hash,
    detail,
  };
}

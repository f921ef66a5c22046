import type { AuditRow } from './audit-row.ts';
import type { CoverageRecord } from './coverage-record.ts';

/**
 * A record of a coverage among those of requests: `request_id` says whose chain it is, `coverage-<id>`. It is about no agent and no
 * action; the numbers stand in `detail`.
 */
export function coverageRow(record: CoverageRecord, detail: string): AuditRow {
  const { change } = record;
  const { account = '', region = '' } = change.type === 'read' ? change : {};
  return {
    v: 1,
    record_id: record.id,
    request_id: `coverage-${record.coverageId}`,
    seq: record.seq,
    type: change.type,
    at: record.at,
    agent_id: '',
    agent_role: '',
    session: '',
    owners: [],
    model: null,
    action: '',
    resource: '',
    account,
    region,
    environment: '',
    risk: '',
    reason: null,
    ticket: null,
    policies: [],
    policy_version: '',
    digest: '',
    state: record.state,
    actor: `${record.actor.kind}:${record.actor.id}`,
    via: 'cloudtrail',
    vote_reason: null,
    approvals_needed: 0,
    approvals_given: 0,
    outcome: null,
    error: null,
    cloudtrail_event_ids: [],
    prev: record.prev,
    hash: record.hash,
    detail,
  };
}

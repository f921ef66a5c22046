import type { AuditRow } from './audit-row.ts';
import type { IncidentChange, IncidentRecord } from './incident-record.ts';

/**
 * A record of an incident among those of requests: `request_id` says whose chain it is, `incident-<id>`, and what an incident does
 * not have is empty. Its agent is empty where none of the directory's made the call.
 */
export function incidentRow(record: IncidentRecord, detail: string): AuditRow {
  const { change, who, agent } = record;
  return {
    v: 1,
    record_id: record.id,
    request_id: `incident-${record.incidentId}`,
    seq: record.seq,
    type: change.type,
    at: record.at,
    agent_id: agent?.id ?? '',
    agent_role: who.role ?? who.arn,
    session: who.session ?? '',
    owners: agent?.owners ?? [],
    model: null,
    action: record.action,
    resource: record.resource ?? '',
    account: record.account,
    region: record.region,
    environment: record.environment,
    risk: record.risk,
    reason: change.type === 'explained' ? change.reason : '',
    ticket: null,
    policies: record.policies,
    policy_version: '',
    digest: '',
    state: record.state,
    actor: `${record.actor.kind}:${record.actor.id}`,
    via: record.via,
    vote_reason: null,
    approvals_needed: 0,
    approvals_given: 0,
    outcome: record.kind,
    error: errorOf(change),
    cloudtrail_event_ids: record.eventIds,
    prev: record.prev,
    hash: record.hash,
    detail,
  };
}

const errorOf = (change: IncidentChange): string | null =>
  change.type === 'containment' && change.containment.kind === 'not-contained'
    ? change.containment.code
    : null;

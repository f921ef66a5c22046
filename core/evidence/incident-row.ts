import type { AuditRow } from './audit-row.ts';
import type { IncidentChange, IncidentRecord } from './incident-record.ts';

/** A record of an incident among those of requests. What an incident does not have is null, and so is its agent where none of the directory's made the call. */
export function incidentRow(record: IncidentRecord, detail: string): AuditRow {
  const { change, who, agent } = record;
  return {
    v: 1,
    record_id: record.id,
    request_id: null,
    incident_id: record.incidentId,
    seq: record.seq,
    type: change.type,
    at: record.at,
    agent_id: agent?.id ?? null,
    agent_role: who.role ?? who.arn,
    session: who.session ?? null,
    owners: agent?.owners ?? [],
    model: null,
    action: record.action,
    resource: record.resource ?? null,
    account: record.account,
    region: record.region,
    environment: record.environment,
    risk: record.risk,
    reason: change.type === 'explained' ? change.reason : null,
    ticket: null,
    ruling: null,
    ruling_reasons: [],
    policies: record.policies,
    policy_version: null,
    digest: null,
    state: record.state,
    actor: `${record.actor.kind}:${record.actor.id}`,
    via: record.via,
    choice: null,
    vote_reason: null,
    approvals_needed: null,
    approvals_given: null,
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

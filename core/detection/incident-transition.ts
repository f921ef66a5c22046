import { type IncidentEvent, type IncidentRecord, incidentRecordOf } from '../evidence/incident-record.ts';
import type { Incident, OpenIncident } from './incident.ts';

/** A move of an incident and its record, to be written as one. */
export interface IncidentTransition {
  /** The version that it starts from; none where it is opened. */
  from: number | null;
  incident: Incident;
  record: IncidentRecord;
}

type Distributed<I, K extends PropertyKey> = I extends unknown ? Omit<I, K> : never;
export type IncidentDraft = Distributed<Incident, 'v' | 'version' | 'recordHash'>;

export const beginIncident = (draft: IncidentDraft, event: IncidentEvent): IncidentTransition =>
  write(null, draft, event, null);

/**
 * The next move. A closed incident moves too: what was contained can be let go then. That nothing opens it again is held by the
 * types: a draft of it is closed.
 */
export const advanceIncident = <I extends Incident>(
  before: I,
  draft: I extends OpenIncident ? IncidentDraft : Extract<IncidentDraft, { state: 'closed' }>,
  event: IncidentEvent,
): IncidentTransition => write(before.version, draft, event, before.recordHash);

function write(
  from: number | null,
  draft: IncidentDraft,
  event: IncidentEvent,
  prev: string | null,
): IncidentTransition {
  // What a spread of the incident before brings along is replaced.
  const unhashed = { ...draft, v: 1 as const, version: (from ?? 0) + 1, recordHash: undefined };
  const { recordHash: _, ...incident } = unhashed;
  const record = incidentRecordOf(incident, event, prev);
  return { from, incident: { ...incident, recordHash: record.hash }, record };
}

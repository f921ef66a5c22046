import type { Incident } from './incident.ts';
import { advanceIncident, type IncidentTransition } from './incident-transition.ts';

export interface RevertAsked {
  requestId: string;
  asker: string;
  via: string;
}

/** A request is to undo what was done. Nothing where that is written down already. */
export function noteRevert(
  incident: Incident,
  { requestId, asker, via }: RevertAsked,
  now: string,
): IncidentTransition | undefined {
  if (incident.revert?.requestId === requestId) return undefined;
  const revert = { requestId, asker, at: now };
  const event = {
    at: now,
    actor: { kind: 'person', id: asker } as const,
    via,
    change: { type: 'revert-asked', requestId } as const,
  };
  return incident.state === 'open'
    ? advanceIncident(incident, { ...incident, revert }, event)
    : advanceIncident(incident, { ...incident, revert }, event);
}

import type { Request } from '../request/request.ts';
import type { Incident } from './incident.ts';
import { advanceIncident, type IncidentTransition } from './incident-transition.ts';

const prefix = 'incident-';

/** What a request undoes that is to revert this incident: requests have their own ids there. */
export const undoOfIncident = (incidentId: string): string => `${prefix}${incidentId}`;

/** The incident that a request is to revert, if it is to revert one. */
export const incidentUndone = ({ undoes }: Pick<Request, 'undoes'>): string | undefined =>
  undoes?.startsWith(prefix) ? undoes.slice(prefix.length) : undefined;

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

import type { Incident } from '../../../core/detection/incident.ts';
import type { IncidentTransition } from '../../../core/detection/incident-transition.ts';
import type { IncidentStore } from '../../../core/ports/incidents.ts';
import { type Backoff, changeItem, type ItemChange } from '../change-item.ts';

export interface ChangeIncidentPorts {
  incidents: Pick<IncidentStore, 'get' | 'advance'>;
  backoff: Backoff;
}

/** The one loop that moves incidents. */
export const changeIncident = <A>(
  { incidents, backoff }: ChangeIncidentPorts,
  id: string,
  decide: (incident: Incident) => ItemChange<IncidentTransition, A>,
): Promise<A | undefined> => changeItem(incidents, backoff, id, decide);

import type { NewIncident } from '../../../core/detection/new-incident.ts';
import { openingOf } from '../../../core/detection/open-incident.ts';
import type { IncidentStore } from '../../../core/ports/incidents.ts';
import { count, log } from '../telemetry.ts';

export interface OpenIncidentPorts {
  incidents: Pick<IncidentStore, 'create'>;
  now: () => string;
}

export interface OpenedIncident {
  id: string;
  /** False: it was opened before, by this event or a copy of it. */
  isNew: boolean;
}

/**
 * Writes the incident of a sighting, once. The table's stream carries it on: containing, telling and reminding are its
 * workflow's. `by` is who came across it: `sight` or `reconcile`.
 */
export async function openIncident(
  { incidents, now }: OpenIncidentPorts,
  found: NewIncident,
  by: 'sight' | 'reconcile' = 'sight',
): Promise<OpenedIncident> {
  const transition = openingOf(found, by, now());
  const { id, kind, risk } = transition.incident;
  const isNew = (await incidents.create(transition)) === 'written';
  if (isNew) {
    count('IncidentOpened');
    log('incident-opened', { incident: id, kind, risk });
  }
  return { id, isNew };
}

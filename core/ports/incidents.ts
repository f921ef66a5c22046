import type { Incident } from '../detection/incident.ts';
import type { IncidentTransition } from '../detection/incident-transition.ts';

/** Where incidents live. Reads are consistent; every write is one conditional write of one item. */
export interface IncidentStore {
  get(id: string): Promise<Incident | undefined>;
  /** Writes a first move, unless the incident is there already. */
  create(transition: IncidentTransition): Promise<'written' | 'conflict'>;
  /** Writes a later move, if the incident still is in the version that the move started from. */
  advance(transition: IncidentTransition): Promise<'written' | 'conflict'>;
}

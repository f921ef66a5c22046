import type { DeniedHour, HourOf } from '../detection/denied-hour.ts';
import type { Sighting } from '../detection/sighting.ts';

/** Where sightings are kept. Reads are consistent. */
export interface SightingStore {
  get(id: string): Promise<Sighting | undefined>;
  /** Writes it, unless one of its id is there. */
  create(sighting: Sighting): Promise<'written' | 'conflict'>;
}

/** What AWS denied to each agent, hour by hour. */
export interface DeniedStore {
  get(agent: string, of: HourOf): Promise<DeniedHour | undefined>;
  /** Writes it, if what stands there is the version before: none, for the first. */
  put(denied: DeniedHour): Promise<'written' | 'conflict'>;
}

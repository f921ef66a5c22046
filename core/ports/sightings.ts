import type { DeniedHour } from '../detection/denied-hour.ts';
import type { Sighting } from '../detection/sighting.ts';
import type { CardRef } from './messenger.ts';

/** Where sightings are kept. Reads are consistent. */
export interface SightingStore {
  get(id: string): Promise<Sighting | undefined>;
  /** Writes it, unless one of its id is there. */
  create(sighting: Sighting): Promise<'written' | 'conflict'>;
}

/** What AWS denied to an agent in an hour. */
export interface DeniedStore {
  get(agent: string, hour: string): Promise<DeniedHour | undefined>;
  /** Writes it, if what stands there is the version before: none, for the first. */
  put(denied: DeniedHour): Promise<'written' | 'conflict'>;
}

/** How an agent's people are told in one room. The same rules as for `Messenger`. */
export interface DeniedMessenger {
  door: string;
  /** Shows what an agent was denied in an hour. */
  postDenied(denied: DeniedHour): Promise<CardRef>;
  updateDenied(card: CardRef, denied: DeniedHour): Promise<void>;
}

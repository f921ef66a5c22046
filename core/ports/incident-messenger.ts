import type { Incident } from '../detection/incident.ts';
import type { State } from '../request/lifecycle.ts';
import type { CardRef } from './messenger.ts';

/**
 * How people hear of incidents in one room. A method that cannot do its work now MUST reject with `MessengerUnavailable`: callers try
 * again later. It MUST NOT decide anything about the incident.
 */
export interface IncidentMessenger {
  /** The door's name, as it stands in every `CardRef` that it makes. */
  door: string;
  /** Shows the incident, and rings for these groups. */
  post(incident: Incident, groups: readonly string[]): Promise<CardRef>;
  /**
   * Makes a posted card show the incident as it stands, and the request that is to undo it, if there is one. A card that people
   * deleted stays deleted.
   */
  update(card: CardRef, incident: Incident, reverting?: State): Promise<void>;
  /** Tells these groups, some of them once more, beside the card. */
  remind(card: CardRef, incident: Incident, groups: readonly string[]): Promise<void>;
}

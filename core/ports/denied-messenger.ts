import type { DeniedHour } from '../detection/denied-hour.ts';
import type { CardRef } from './messenger.ts';

/**
 * How an agent's people hear in one room of what AWS denied to it. A method that cannot do its work now MUST reject with
 * `MessengerUnavailable`: callers try again later.
 */
export interface DeniedMessenger {
  /** The door's name, as it stands in every `CardRef` that it makes. */
  door: string;
  /** Shows the calls of an hour, and rings for the agent's owners. */
  post(denied: DeniedHour): Promise<CardRef>;
  /** Makes a posted card show the hour as it stands. A card that people deleted stays deleted. */
  update(card: CardRef, denied: DeniedHour): Promise<void>;
}

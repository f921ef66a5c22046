import { MessengerUnavailable } from '../../core/ports/messenger.ts';
import { count, log } from './telemetry.ts';

/** For `catch`: that a room could not be reached changes nothing of what was done, and is counted. Anything else is a bug. */
export function personNotTold(error: unknown): void {
  if (!(error instanceof MessengerUnavailable)) throw error;
  count('MessengerUnavailable');
  log('person-not-told', { error });
}

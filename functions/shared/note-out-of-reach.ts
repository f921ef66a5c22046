import type { MessengerUnavailable } from '../../core/ports/messenger.ts';
import { count, log } from './telemetry.ts';

/** Nothing is left to try again; an alarm rings all the same. */
export function noteOutOfReach(error: MessengerUnavailable): void {
  count('MessengerUnavailable');
  log('card-out-of-reach', { error });
}

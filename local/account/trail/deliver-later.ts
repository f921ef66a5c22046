import type { Emulator, ShiftedClock } from '@countersign/emulator';
import { type MadeCall, trailEvent } from './trail-event.ts';

export interface Trail {
  write: (made: MadeCall) => void;
  /** Where events go; nothing is written before it is known. */
  leadTo: (events: Pick<Emulator['services']['events'], 'tell'>) => void;
}

/** CloudTrail tells EventBridge of a call some time after it: minutes in AWS, a moment here. */
export function deliverLater(
  clock: Pick<ShiftedClock, 'after'>,
  delayMilliseconds: number,
  newId: () => string,
): Trail {
  let events: Parameters<Trail['leadTo']>[0] | undefined;
  return {
    leadTo(given) {
      events = given;
    },
    write(made) {
      const { detail, ...where } = trailEvent(made, newId());
      clock.after(delayMilliseconds, () =>
        events?.tell({ ...where, 'detail-type': 'AWS API Call via CloudTrail', resources: [], detail }),
      );
    },
  };
}

import type { Emulator, ShiftedClock } from '@countersign/emulator';
import { parseArn } from '../../../core/lib/arn.ts';
import { copyOf, type MadeCall, trailEvent, type WrittenEvent } from './trail-event.ts';

/** What goes wrong between a call and what is told of it; nothing at first. */
export interface TrailFaults {
  /** EventBridge brings nothing. CloudTrail keeps it all the same. */
  isLost: boolean;
  /** What CloudTrail tells in the place of what was called. */
  told: (event: WrittenEvent) => WrittenEvent;
}

export interface Trail {
  write: (made: MadeCall) => void;
  /** What an account has called. It grows. */
  of: (account: string) => readonly WrittenEvent[];
  /** Where events go; nothing is called before it is known. */
  leadTo: (events: Pick<Emulator['services']['events'], 'tell'>) => void;
  faults: TrailFaults;
}

/** CloudTrail tells EventBridge of a call some time after it: minutes in AWS, a moment here. */
export function deliverLater(
  clock: Pick<ShiftedClock, 'after'>,
  delayMilliseconds: number,
  newId: () => string,
): Trail {
  const written = new Map<string, WrittenEvent[]>();
  const of = (account: string): WrittenEvent[] => {
    const events = written.get(account) ?? [];
    written.set(account, events);
    return events;
  };
  const faults: TrailFaults = { isLost: false, told: (event) => event };
  let bus: Parameters<Trail['leadTo']>[0] | undefined;
  return {
    of,
    faults,
    leadTo(events) {
      bus = events;
    },
    write(made) {
      for (const event of eventsOf(made, newId).map(faults.told)) {
        of(event.account).push(event);
        if (faults.isLost) continue;
        const told = { ...event, 'detail-type': 'AWS API Call via CloudTrail', resources: [] };
        clock.after(delayMilliseconds, () => bus?.tell(told));
      }
    },
  };
}

/** Whoever takes a role of another account has it in the books of both. */
function eventsOf(made: MadeCall, newId: () => string): WrittenEvent[] {
  const event = trailEvent(made, newId());
  const role = made.operation === 'AssumeRole' ? parseArn(String(made.input.RoleArn)) : undefined;
  if (!role || role.account === event.account) return [event];
  const shared = { ...event, detail: { ...event.detail, sharedEventID: newId() } };
  return [shared, copyOf(shared, role.account, newId())];
}

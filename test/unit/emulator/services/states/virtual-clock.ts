import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../../../emulator/clock/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets everything happen that happens within so many seconds, in order. */
  pass(seconds: number): Promise<void>;
  /** Timers that are set and neither fired nor cancelled. */
  pending(): number;
}

export function virtualClock(start: string): VirtualClock {
  let now = Date.parse(start);
  const timers = new Set<{ due: number; callback: () => void }>();
  // Every promise that is ready settles before the event loop comes round.
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  };
  const next = () => [...timers].sort((a, b) => a.due - b.due)[0];

  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { due: now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(seconds) {
      const until = now + seconds * 1_000;
      await settle();
      for (let timer = next(); timer && timer.due <= until; timer = next()) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.callback();
        await settle();
      }
      now = until;
    },
    pending: () => timers.size,
  };
}

import { type Clock, systemClock } from './clock.ts';

/** The one time of an emulator. It runs by itself, and a test may move it on: nobody waits half an hour for a timeout. */
export interface ShiftedClock extends Clock {
  date(): Date;
  /** Fires what falls due, in its order. The functions see the new time at once. */
  advance(milliseconds: number): void;
  /** How far ahead of this machine's clock it is, in milliseconds; shared with the workers. */
  offset: SharedArrayBuffer;
}

interface Timer {
  due: number;
  fire(): void;
  stop(): void;
}

export function createShiftedClock(real: Clock = systemClock): ShiftedClock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const ahead = new Float64Array(offset);
  const timers = new Set<Timer>();
  const now = () => real.now() + (ahead[0] ?? 0);

  const arm = (timer: Timer): void => {
    timer.stop();
    timer.stop = real.after(Math.max(0, timer.due - now()), timer.fire);
  };

  return {
    offset,
    now,
    date: () => new Date(now()),
    after(milliseconds, callback) {
      const cancel = () => {
        timers.delete(timer);
        timer.stop();
      };
      const fire = () => {
        cancel();
        callback();
      };
      const timer: Timer = { due: now() + milliseconds, fire, stop: () => {} };
      timers.add(timer);
      arm(timer);
      return cancel;
    },
    advance(milliseconds) {
      ahead[0] = (ahead[0] ?? 0) + milliseconds;
      const due = [...timers].filter((timer) => timer.due <= now());
      for (const timer of due.sort((one, other) => one.due - other.due)) timer.fire();
      // What remains has less to wait.
      for (const timer of timers) arm(timer);
    },
  };
}

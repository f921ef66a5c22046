import type { Clock } from '../../clock/clock.ts';
import type { InvokeAsynchronously } from '../lambda/plugin.ts';
import type { Rate, ScheduleSpec } from './schedules.ts';

export interface ScheduledCalls {
  clock: Pick<Clock, 'after' | 'now'>;
  invoke: InvokeAsynchronously;
  onBug: (bug: unknown) => void;
}

/**
 * Calls each function when its time has come, and then again. A clock that is moved on by hours fires once, as a schedule
 * does whose service was away. Answers how to stop.
 */
export function callOnSchedule(
  schedules: readonly ScheduleSpec[],
  { clock, invoke, onBug }: ScheduledCalls,
): () => void {
  const cancels = schedules.map((schedule) => {
    let cancel = (): void => {};
    const arm = (): void => {
      cancel = clock.after(untilNext(schedule.rate, clock.now()), () => {
        arm();
        invoke(schedule.functionArn, {}).catch(onBug);
      });
    };
    arm();
    return () => cancel();
  });
  return () => {
    for (const cancel of cancels) cancel();
  };
}

const [minuteMs, hourMs] = [60_000, 3_600_000];

/** Once an hour: the next time at which the minute begins. */
function untilNext(rate: Rate, now: number): number {
  if ('everyMilliseconds' in rate) return rate.everyMilliseconds;
  const since = (((now - rate.minuteOfHour * minuteMs) % hourMs) + hourMs) % hourMs;
  return hourMs - since;
}

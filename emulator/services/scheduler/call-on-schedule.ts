import type { Clock } from '../../clock/clock.ts';
import type { InvokeAsynchronously } from '../lambda/plugin.ts';
import type { ScheduleSpec } from './schedules.ts';

export interface ScheduledCalls {
  clock: Pick<Clock, 'after'>;
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
      cancel = clock.after(schedule.everyMilliseconds, () => {
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

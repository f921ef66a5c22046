import { attemptTask } from './attempt-task.ts';
import type { TaskState } from './definition.ts';
import { matchesError } from './matches-error.ts';
import { pause } from './pause.ts';
import { retryDelay } from './retry-delay.ts';
import { errorOutput, StateFailure } from './state-failure.ts';
import { type Leaving, leave, type StateRun, scopeOf } from './state-run.ts';

/** Attempts a task until it succeeds, or until what it fails with is neither retried nor caught. */
export async function runTask(task: TaskState, run: StateRun): Promise<Leaving> {
  const { clock, random } = run.ports;
  const retriers = (task.Retry ?? []).map((retrier) => ({ retrier, retries: 0 }));
  for (let retries = 0; ; retries += 1) {
    try {
      const result = await attemptTask(task, run, retries);
      return await leave(run, task, scopeOf(run, { retries, result }), {
        next: task.Next,
        otherwise: result,
      });
    } catch (failure) {
      if (!(failure instanceof StateFailure)) throw failure;
      // The first that names the error decides: exhausted, it leaves the error to Catch and not to a later retrier.
      const match = retriers.find(({ retrier }) => matchesError(retrier.ErrorEquals, failure.error));
      const delay = match && retryDelay(match.retrier, match.retries, random);
      if (!match || delay === undefined) return catchFailure(task, run, failure, retries);
      match.retries += 1;
      await pause(clock, delay, run.signal);
      run.countTransition();
    }
  }
}

async function catchFailure(
  task: TaskState,
  run: StateRun,
  failure: StateFailure,
  retries: number,
): Promise<Leaving> {
  const catchers = task.Catch ?? [];
  const index = catchers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error));
  const catcher = catchers[index];
  if (!catcher) throw failure;
  const error = errorOutput(failure);
  const scope = scopeOf(run, { retries, errorOutput: error });
  return leave(run, catcher, scope, {
    next: catcher.Next,
    otherwise: error,
    at: `Catch[${index}]/`,
  });
}

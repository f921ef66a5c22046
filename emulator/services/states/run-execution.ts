import type { Json } from '../../lib/json.ts';
import type { Identity } from './context-object.ts';
import type { Definition } from './definition.ts';
import type { History } from './history.ts';
import { runState } from './run-state.ts';
import { StateFailure } from './state-failure.ts';
import type { Leaving, Ports, StateRun } from './state-run.ts';

export type Ending = { ok: true; output: Json } | { ok: false; error: string; cause?: string };

export interface Journal {
  history: History;
  countTransition: () => void;
}

/** From StartAt to an end. Rejects only with the signal's reason, when the execution is stopped. */
export async function runExecution(
  { startAt, states }: Definition,
  identity: Identity,
  { history, countTransition }: Journal,
  signal: AbortSignal,
  ports: Ports,
): Promise<Ending> {
  let name: string | undefined = startAt;
  let input = identity.input;
  let variables: Readonly<Record<string, Json>> = {};
  while (name !== undefined) {
    const state = states.get(name);
    if (!state) throw new Error(`State ${name} is missing: the definition was not checked.`);
    const enteredEvent = history.add(`${state.Type}StateEntered`, 'stateEnteredEventDetails', {
      name,
      input: JSON.stringify(input),
    });
    countTransition();
    const enteredAt = ports.clock.now();
    const run: StateRun = {
      identity,
      name,
      input,
      variables,
      enteredAt,
      enteredEvent,
      history,
      countTransition,
      signal,
      ports,
    };
    try {
      const left: Leaving = await runState(state, run);
      signal.throwIfAborted();
      history.add(`${state.Type}StateExited`, 'stateExitedEventDetails', {
        name,
        output: JSON.stringify(left.output),
      });
      name = left.next;
      input = left.output;
      variables = left.variables;
    } catch (failure) {
      if (signal.aborted) throw signal.reason;
      return endingOf(failure);
    }
  }
  return { ok: true, output: input };
}

/** Whatever is not an error of the workflow is one of this interpreter. AWS names its own so. */
function endingOf(failure: unknown): Ending {
  const { error, reason } =
    failure instanceof StateFailure ? failure : { error: 'States.Runtime', reason: String(failure) };
  return { ok: false, error, ...(reason === undefined ? {} : { cause: reason }) };
}

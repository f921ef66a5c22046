import type { Json } from '../../lib/json.ts';
import type { ChoiceState, FailState, PassState, State, SucceedState, WaitState } from './definition.ts';
import { pause } from './pause.ts';
import { badQuery, fill } from './query.ts';
import { runTask } from './run-task.ts';
import { secondsOf } from './seconds-of.ts';
import { StateFailure } from './state-failure.ts';
import { type Leaving, leave, type StateRun, scopeOf } from './state-run.ts';

type Behaviours = {
  [Type in State['Type']]: (state: Extract<State, { Type: Type }>, run: StateRun) => Promise<Leaving>;
};

const behaviours: Behaviours = {
  Task: runTask,
  Choice: choose,
  Wait: wait,
  Pass: pass,
  Succeed: pass,
  Fail: fail,
};

/** Runs one state to its end. A failure that the state does not catch is thrown. */
export function runState<Type extends State['Type']>(
  state: Extract<State, { Type: Type }>,
  run: StateRun,
): Promise<Leaving> {
  return behaviours[state.Type as Type](state, run);
}

async function choose({ Choices, Default, ...exit }: ChoiceState, run: StateRun): Promise<Leaving> {
  const scope = scopeOf(run);
  for (const [index, rule] of Choices.entries()) {
    const at = `Choices[${index}]/`;
    const met = await fill(rule.Condition, `${at}Condition`, scope);
    if (typeof met !== 'boolean') {
      throw badQuery(
        scope,
        rule.Condition,
        `${at}Condition`,
        `returned ${JSON.stringify(met)}, not a boolean.`,
      );
    }
    if (met) return leave(run, rule, scope, { next: rule.Next, otherwise: run.input, at });
  }
  return leave(run, exit, scope, { next: Default, otherwise: run.input });
}

async function wait(state: WaitState, run: StateRun): Promise<Leaving> {
  const { clock } = run.ports;
  const milliseconds =
    state.Timestamp === undefined
      ? 1_000 * (await secondsOf(state.Seconds ?? 0, 'Seconds', 0, scopeOf(run)))
      : (await instantOf(state.Timestamp, run)) - clock.now();
  await pause(clock, Math.max(0, milliseconds), run.signal);
  return pass(state, run);
}

async function instantOf(timestamp: string, run: StateRun): Promise<number> {
  const scope = scopeOf(run);
  const text = await fill(timestamp, 'Timestamp', scope);
  const instant = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw badQuery(scope, timestamp, 'Timestamp', 'returned no timestamp.');
  return instant;
}

function pass(state: PassState | WaitState | SucceedState, run: StateRun): Promise<Leaving> {
  const next = 'Next' in state ? state.Next : undefined;
  return leave(run, state, scopeOf(run), { next, otherwise: run.input });
}

async function fail(state: FailState, run: StateRun): Promise<never> {
  const scope = scopeOf(run);
  const told = async (field: 'Error' | 'Cause'): Promise<string | undefined> => {
    const text: Json | undefined = state[field] && (await fill(state[field], field, scope));
    if (text === undefined || typeof text === 'string') return text;
    throw badQuery(scope, state[field] ?? '', field, 'returned no string.');
  };
  throw new StateFailure((await told('Error')) ?? 'States.TaskFailed', await told('Cause'));
}

import type { Clock } from '../../clock/clock.ts';
import type { Authority } from '../../iam/authority.ts';
import type { Json } from '../../lib/json.ts';
import type { InvokeLambda } from '../lambda/plugin.ts';
import { contextObject, type Identity } from './context-object.ts';
import { withinDataLimit } from './data-limit.ts';
import type { History } from './history.ts';
import { fill, type Scope } from './query.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What the interpreter reaches everything else by. */
export interface Ports {
  invokeLambda: InvokeLambda;
  authorize: Authority['decide'];
  clock: Clock;
  tokens: TaskTokens;
  /** Draws a retry's jitter: from 0 up to 1. */
  random: () => number;
}

/** One state being run in one execution. */
export interface StateRun {
  identity: Identity;
  name: string;
  input: Json;
  variables: Readonly<Record<string, Json>>;
  enteredAt: number;
  enteredEvent: number;
  history: History;
  /** Counted as AWS bills them: each retry is one more. */
  countTransition: () => void;
  /** Aborted when the execution is stopped. */
  signal: AbortSignal;
  ports: Ports;
}

/** How a state ends: where to, with which output, leaving which variables. Nowhere is the end. */
export interface Leaving {
  next: string | undefined;
  output: Json;
  variables: Readonly<Record<string, Json>>;
}

type AtHand = Pick<Scope['states'], 'result' | 'errorOutput'> & {
  retries?: number;
  taskToken?: string | undefined;
};

export function scopeOf(run: StateRun, { retries = 0, taskToken, ...results }: AtHand = {}): Scope {
  const position = {
    state: run.name,
    enteredAt: run.enteredAt,
    retries,
    ...(taskToken ? { taskToken } : {}),
  };
  return {
    states: { input: run.input, context: contextObject(run.identity, position), ...results },
    variables: run.variables,
    now: run.ports.clock.now(),
    location: `the state '${run.name}' (entered at the event id #${run.enteredEvent})`,
  };
}

interface Exit {
  Assign?: Record<string, Json> | undefined;
  Output?: Json | undefined;
}

/** Assign and Output both see the variables as they were on the way in. */
export async function leave(
  run: StateRun,
  exit: Exit,
  scope: Scope,
  { next, otherwise, at = '' }: { next: string | undefined; otherwise: Json; at?: string },
): Promise<Leaving> {
  const assigned = (await fill(exit.Assign ?? {}, `${at}Assign`, scope)) as Record<string, Json>;
  for (const [name, value] of Object.entries(assigned)) withinDataLimit(value, `variable ${name}`);
  const output = exit.Output === undefined ? otherwise : await fill(exit.Output, `${at}Output`, scope);
  withinDataLimit(output, `output of the state '${run.name}'`);
  return { next, output, variables: { ...run.variables, ...assigned } };
}

import type { ServiceHandler } from '../../wire/service-call.ts';
import { createExecutions, type Execution, type Machine } from './executions.ts';
import { createHandler } from './handler.ts';
import { loadDefinition, type Substitutions } from './load-definition.ts';
import type { Ports } from './state-run.ts';
import { createTaskTokens } from './task-tokens.ts';

/** A state machine as the template has it, its references already resolved. */
export interface MachineSpec {
  arn: string;
  name: string;
  roleArn: string;
  /** The definition's text, `${Name}` where the template substitutes. */
  definition: string;
  substitutions?: Substitutions;
}

export interface StatesOptions extends Omit<Ports, 'tokens' | 'random'> {
  definitions: readonly MachineSpec[];
  /** Unguessable, and fit for an execution's name. */
  randomToken: () => string;
  random?: () => number;
}

export interface States {
  handler: ServiceHandler;
  /** The state machine whose task a token stands for. */
  stateMachineOf(taskToken: string): string | undefined;
  executions(): readonly Execution[];
  close(): void;
}

/** Step Functions for one template. A definition it does not implement in full stops it here, by name. */
export function createStates({
  definitions,
  randomToken,
  random = Math.random,
  ...rest
}: StatesOptions): States {
  const loaded = definitions.map((spec) => load(spec));
  const problems = loaded.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const machines = new Map(
    loaded.flatMap((one) => (one.ok ? [[one.machine.arn, one.machine] as const] : [])),
  );

  const tokens = createTaskTokens(randomToken);
  const executions = createExecutions({ ...rest, tokens, random });
  const now = () => rest.clock.now();
  return {
    handler: createHandler({ machines, executions, tokens, randomToken, now }),
    stateMachineOf: (taskToken) => tokens.machineOf(taskToken),
    executions: () => executions.all(),
    close: () => executions.close(),
  };
}

type Loaded = { ok: true; machine: Machine } | { ok: false; problems: string[] };

function load({ definition: text, substitutions, ...machine }: MachineSpec): Loaded {
  const read = loadDefinition(text, substitutions);
  return read.ok
    ? { ok: true, machine: { ...machine, definition: read.definition } }
    : { ok: false, problems: read.problems.map((problem) => `State machine ${machine.name}: ${problem}`) };
}

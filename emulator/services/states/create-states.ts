import type { CallHandler } from '../../wire/service-call.ts';
import { createExecutions, type Execution, type Machine } from './executions.ts';
import { createHandler } from './handler.ts';
import { needsOfStates } from './needs.ts';
import type { Ports } from './state-run.ts';
import { createTaskTokens } from './task-tokens.ts';

export interface StatesOptions extends Omit<Ports, 'tokens' | 'random'> {
  machines: readonly Machine[];
  /** Unguessable, and fit for an execution's name. */
  randomToken: () => string;
  random?: () => number;
}

export interface States extends CallHandler {
  /** The state machine whose task a token stands for. */
  stateMachineOf(taskToken: string): string | undefined;
  executions(): readonly Execution[];
  close(): void;
}

/** Step Functions for the machines of one template. */
export function createStates({
  machines,
  randomToken,
  random = Math.random,
  ...rest
}: StatesOptions): States {
  const byArn = new Map(machines.map((machine) => [machine.arn, machine]));
  const tokens = createTaskTokens(randomToken);
  const executions = createExecutions({ ...rest, tokens, random });
  const now = () => rest.clock.now();
  const stateMachineOf = (taskToken: string) => tokens.machineOf(taskToken);
  return {
    needs: needsOfStates(stateMachineOf),
    handle: createHandler({ machines: byArn, executions, tokens, randomToken, now }),
    stateMachineOf,
    executions: () => executions.all(),
    close: () => executions.close(),
  };
}

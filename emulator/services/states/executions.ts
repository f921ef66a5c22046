import type { Json } from '../../lib/json.ts';
import type { Identity } from './context-object.ts';
import type { Definition } from './definition.ts';
import { createHistory, type History } from './history.ts';
import { runExecution } from './run-execution.ts';
import type { Ports } from './state-run.ts';

export interface Machine {
  arn: string;
  name: string;
  roleArn: string;
  definition: Definition;
}

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

export interface Execution extends Identity {
  inputText: string;
  status: Status;
  stoppedAt?: number;
  output?: Json;
  error?: string;
  cause?: string;
  /** States entered, and retries: what AWS bills. */
  transitions: number;
  history: History;
}

export type Started = { ok: true; execution: Execution } | { ok: false; problem: 'name taken' };

export interface Executions {
  start(machine: Machine, name: string, inputText: string): Started;
  find(executionArn: string): Execution | undefined;
  all(): readonly Execution[];
  stop(execution: Execution, why: { error?: string; cause?: string }): void;
  /** Lets nothing more happen; what runs stays as it is. */
  close(): void;
}

export function createExecutions(ports: Ports): Executions {
  const executions = new Map<string, Execution>();
  const aborts = new Map<Execution, AbortController>();

  const end = (
    execution: Execution,
    outcome: Partial<Execution> & { status: Status },
    event: string,
  ): void => {
    const { output, error, cause } = outcome;
    Object.assign(execution, { ...outcome, stoppedAt: ports.clock.now() });
    execution.history.add(event, `e${event.slice(1)}EventDetails`, {
      ...(output === undefined ? {} : { output: JSON.stringify(output) }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    aborts.delete(execution);
  };

  const run = async ({ definition }: Machine, execution: Execution): Promise<void> => {
    const abort = new AbortController();
    aborts.set(execution, abort);
    const countTransition = () => {
      execution.transitions += 1;
    };
    try {
      const journal = { history: execution.history, countTransition };
      const { ok, ...ending } = await runExecution(definition, execution, journal, abort.signal, ports);
      if (ok) end(execution, { status: 'SUCCEEDED', ...ending }, 'ExecutionSucceeded');
      else end(execution, { status: 'FAILED', ...ending }, 'ExecutionFailed');
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  };

  return {
    start(machine, name, inputText) {
      const executionArn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
      const known = executions.get(executionArn);
      if (known) {
        const same = known.status === 'RUNNING' && known.inputText === inputText;
        return same ? { ok: true, execution: known } : { ok: false, problem: 'name taken' };
      }
      const { arn: machineArn, name: machineName, roleArn } = machine;
      const history = createHistory(ports.clock.now);
      const execution: Execution = {
        ...{ executionArn, name, machineArn, machineName, roleArn, inputText, history },
        input: JSON.parse(inputText),
        startedAt: ports.clock.now(),
        status: 'RUNNING',
        transitions: 0,
      };
      history.add('ExecutionStarted', 'executionStartedEventDetails', { input: inputText, roleArn });
      executions.set(executionArn, execution);
      void run(machine, execution);
      return { ok: true, execution };
    },
    find: (executionArn) => executions.get(executionArn),
    all: () => [...executions.values()],
    stop(execution, why) {
      const abort = aborts.get(execution);
      if (!abort) return;
      end(execution, { status: 'ABORTED', ...why }, 'ExecutionAborted');
      abort.abort();
    },
    close() {
      for (const abort of aborts.values()) abort.abort();
      aborts.clear();
    },
  };
}

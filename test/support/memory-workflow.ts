import type { Order } from '../../core/ports/execute.ts';
import type { ResumeWorkflow, WorkflowInput } from '../../core/ports/workflow.ts';
import type { Turn } from '../../functions/workflow/ask/ask-people.ts';
import type { Ending } from '../../functions/workflow/conclude/handler.ts';

/** Where an execution stands; the states are those of statemachines/approval.asl.json. */
interface Execution {
  readonly requestId: string;
  readonly deadlines: readonly string[];
  readonly startedAt: number;
  state: 'Ask' | 'Pause' | 'Execute' | 'Conclude' | 'ended' | 'failed';
  /** When it goes on by itself. */
  due: number;
  /** Worth one decision while people are asked; empty before the next attempt. */
  token: string;
  retries: number;
  cause: Ending['cause'];
  /** How often a token that somebody waited for was sent back. */
  resumed: number;
}

interface Settings {
  ask: (turn: Turn) => Promise<void>;
  execute: (order: Order) => Promise<unknown>;
  conclude: (ending: Ending) => Promise<unknown>;
  nowMs: () => number;
}

export interface MemoryWorkflow {
  /** By name: the request's, and a number where an earlier one ended. */
  readonly executions: ReadonlyMap<string, Execution>;
  /** Every token that was ever handed out. */
  readonly tokens: readonly string[];
  start(input: WorkflowInput): Promise<void>;
  resume: ResumeWorkflow;
  wake(token: string): Promise<void>;
  /** All executions end where they stand, as when the state machine is deleted. */
  stop(): void;
  /** Does what is due now. */
  run(): Promise<void>;
  /** When something is due next, in milliseconds; late where `run` was not called in time. */
  due(): number | undefined;
}

/**
 * The approval workflow as its definition describes it, on a clock that a test moves. It does what the definition does
 * at the same instants (test/unit/statemachines/memory-workflow.test.ts), but for errors of Lambda itself: here a
 * function either answers or throws.
 */
export function memoryWorkflow({ ask, execute, conclude, nowMs }: Settings): MemoryWorkflow {
  const executions = new Map<string, Execution>();
  const tokens: string[] = [];
  const enter = (execution: Execution, state: Execution['state'], seconds = 0): void => {
    Object.assign(execution, { state, token: '', retries: 0, due: nowMs() + seconds * 1_000 });
  };
  const retryAfter = (execution: Execution, seconds: number): void => {
    Object.assign(execution, { token: '', retries: execution.retries + 1, due: nowMs() + seconds * 1_000 });
  };

  async function attemptAsk(execution: Execution): Promise<void> {
    const { requestId, deadlines, retries } = execution;
    const ahead = deadlines.filter((at) => Date.parse(at) > nowMs());
    const tier = Math.min(deadlines.length - ahead.length, deadlines.length - 1);
    const taskToken = `task-token-${tokens.length}-${requestId}`;
    tokens.push(taskToken);
    execution.token = taskToken;
    execution.due = nowMs() + (ahead[0] === undefined ? 1 : secondsUntil(ahead[0])) * 1_000;
    try {
      await ask({ v: 1, requestId, tier, taskToken });
    } catch (error) {
      if (execution.token !== taskToken) return;
      const { name } = error as Error;
      if (name === 'MessengerUnavailable' && retries < 2) return retryAfter(execution, 2 * 2 ** retries);
      execution.cause = { kind: 'failure', error: name };
      enter(execution, 'Pause', pauseSeconds(execution));
    }
  }

  async function attemptExecute(execution: Execution): Promise<void> {
    const { requestId, retries } = execution;
    try {
      await execute({ v: 1, requestId });
      enter(execution, 'Conclude');
    } catch {
      if (retries < 6) retryAfter(execution, 5 * 2 ** retries);
      else enter(execution, 'Conclude');
    }
  }

  async function attemptConclude(execution: Execution): Promise<void> {
    const { requestId, cause, retries } = execution;
    try {
      await conclude({ v: 1, requestId, cause });
      enter(execution, 'ended');
    } catch {
      if (retries < 12) retryAfter(execution, Math.min(2 * 2 ** retries, 300));
      else enter(execution, 'failed');
    }
  }

  const secondsUntil = (at: string): number => Math.ceil((Date.parse(at) - nowMs()) / 1_000);
  const expiryOf = ({ deadlines }: Execution): string => deadlines.at(-1) ?? '';
  const pauseSeconds = (execution: Execution): number => {
    const sinceStart = (nowMs() - execution.startedAt) / 1_000;
    const toExpiry = (Date.parse(expiryOf(execution)) - nowMs()) / 1_000;
    return Math.max(0, Math.ceil(Math.min(toExpiry, 900, Math.max(60, sinceStart / 10))));
  };

  const goOn = (execution: Execution): void =>
    enter(execution, nowMs() < Date.parse(expiryOf(execution)) ? 'Ask' : 'Conclude');

  async function step(execution: Execution): Promise<void> {
    if (execution.state === 'Execute') return attemptExecute(execution);
    if (execution.state === 'Conclude') return attemptConclude(execution);
    if (execution.state === 'Ask' && execution.token === '') return attemptAsk(execution);
    if (execution.state === 'Ask') execution.cause = { kind: 'timeout' };
    goOn(execution);
  }

  const isRunning = ({ state }: Execution): boolean => state !== 'ended' && state !== 'failed';

  const begin = (name: string, { requestId, deadlines }: WorkflowInput): void => {
    const clock = { startedAt: nowMs(), due: nowMs() };
    const fresh = { state: 'Ask', token: '', retries: 0, cause: { kind: 'timeout' }, resumed: 0 } as const;
    executions.set(name, { requestId, deadlines, ...clock, ...fresh });
  };

  return {
    executions,
    tokens,
    async start(input) {
      if (!executions.has(input.requestId)) begin(input.requestId, input);
    },
    async resume(requestId, input) {
      const all = [...executions.values()].filter((execution) => execution.requestId === requestId);
      if (all.some(isRunning)) return 'runs';
      const given = await input();
      if (!given) return 'none';
      begin(all.length === 0 ? requestId : `${requestId}.${all.length + 1}`, given);
      return 'started';
    },
    async wake(token) {
      const waiting = [...executions.values()].find((execution) => token !== '' && execution.token === token);
      if (!waiting) return;
      waiting.cause = { kind: 'decided' };
      waiting.resumed += 1;
      enter(waiting, 'Execute');
    },
    stop() {
      for (const execution of executions.values()) execution.state = 'ended';
    },
    async run() {
      for (const execution of [...executions.values()])
        while (isRunning(execution) && nowMs() >= execution.due) await step(execution);
    },
    due() {
      const dues = [...executions.values()].filter(isRunning).map(({ due }) => due);
      return dues.length === 0 ? undefined : Math.min(...dues);
    },
  };
}

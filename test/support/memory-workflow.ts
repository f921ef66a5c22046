import type { WorkflowInput } from '../../core/ports/workflow.ts';
import type { Turn } from '../../functions/workflow/ask/turn.ts';
import type { Ending } from '../../functions/workflow/conclude/ending.ts';

/** Where an execution stands; the states are those of statemachines/approval.asl.json. */
interface Execution {
  readonly requestId: string;
  readonly deadlines: readonly string[];
  state: 'TimeLeft' | 'Ask' | 'Pause' | 'Conclude' | 'ended' | 'NotConcluded';
  token: string;
  until: number;
  cause: Ending['cause'];
  attempts: number;
  /** How often a token that somebody waited for was sent back. */
  resumed: number;
}

interface Settings {
  ask: (turn: Turn) => Promise<void>;
  conclude: (ending: Ending) => Promise<unknown>;
  nowMs: () => number;
}

const pauseMs = 60_000;
const concludeAttempts = 13;

export interface MemoryWorkflow {
  readonly executions: ReadonlyMap<string, Execution>;
  /** Every token that was ever handed out. */
  readonly tokens: readonly string[];
  start(input: WorkflowInput): Promise<void>;
  wake(token: string): Promise<void>;
  /** Does what is due now. */
  run(): Promise<void>;
}

/** The approval workflow as its definition describes it, on a clock that a test moves. */
export function memoryWorkflow({ ask, conclude, nowMs }: Settings): MemoryWorkflow {
  const executions = new Map<string, Execution>();
  const tokens: string[] = [];

  async function runAsk(execution: Execution): Promise<void> {
    const ahead = execution.deadlines.filter((at) => Date.parse(at) > nowMs());
    const tier = Math.min(execution.deadlines.length - ahead.length, execution.deadlines.length - 1);
    const taskToken = `task-token-${tokens.length}-${execution.requestId}`;
    tokens.push(taskToken);
    execution.state = 'Ask';
    execution.token = taskToken;
    execution.until = ahead[0] === undefined ? nowMs() + 1_000 : Date.parse(ahead[0]);
    try {
      await ask({ v: 1, requestId: execution.requestId, tier, taskToken });
    } catch (error) {
      if (execution.state !== 'Ask') return;
      execution.state = 'Pause';
      execution.until = nowMs() + pauseMs;
      execution.cause = { kind: 'failure', error: (error as Error).name };
    }
  }

  async function runConclude(execution: Execution): Promise<void> {
    execution.attempts += 1;
    try {
      await conclude({ v: 1, requestId: execution.requestId, cause: execution.cause });
      execution.state = 'ended';
    } catch {
      if (execution.attempts >= concludeAttempts) execution.state = 'NotConcluded';
    }
  }

  async function proceed(execution: Execution): Promise<void> {
    const isDue = nowMs() >= execution.until;
    if (execution.state === 'Ask' && isDue) {
      execution.state = 'TimeLeft';
      execution.cause = { kind: 'timeout' };
    }
    if (execution.state === 'Pause' && isDue) execution.state = 'TimeLeft';
    if (execution.state === 'TimeLeft') {
      const isOver = nowMs() >= Date.parse(execution.deadlines.at(-1) ?? '');
      if (isOver) execution.state = 'Conclude';
      else await runAsk(execution);
    }
    if (execution.state === 'Conclude') await runConclude(execution);
  }

  return {
    executions,
    tokens,
    async start({ requestId, deadlines }) {
      if (executions.has(requestId)) return;
      const fresh = { state: 'TimeLeft', token: '', until: 0, attempts: 0, resumed: 0 } as const;
      executions.set(requestId, { requestId, deadlines, ...fresh, cause: { kind: 'timeout' } });
    },
    async wake(token) {
      const waiting = [...executions.values()].find(
        (execution) => execution.state === 'Ask' && execution.token === token,
      );
      if (!waiting) return;
      waiting.state = 'Conclude';
      waiting.cause = { kind: 'decided' };
      waiting.resumed += 1;
    },
    async run() {
      for (const execution of [...executions.values()]) await proceed(execution);
    },
  };
}

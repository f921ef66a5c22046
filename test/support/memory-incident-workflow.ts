import type { ContainOrder } from '../../core/ports/contain.ts';
import type {
  IncidentAnswer,
  IncidentInput,
  ResumeIncidentWorkflow,
} from '../../core/ports/incident-workflow.ts';
import type { Telling } from '../../functions/detection/tell/tell-people.ts';

/** Where an execution stands; the states are those of statemachines/incident.asl.json. */
interface Execution {
  readonly incidentId: string;
  readonly tiers: readonly string[];
  readonly startedAt: number;
  state: 'Contain' | 'Tell' | 'ended' | 'failed';
  /** When it goes on by itself. */
  due: number;
  retries: number;
  /** It was tried to contain the role, and AWS answered. */
  tried: boolean;
}

interface Settings {
  contain: (order: ContainOrder) => Promise<unknown>;
  tell: (telling: Telling) => Promise<IncidentAnswer>;
  nowMs: () => number;
}

export interface MemoryIncidentWorkflow {
  readonly executions: ReadonlyMap<string, Execution>;
  start(input: IncidentInput): Promise<void>;
  resume: ResumeIncidentWorkflow;
  run(): Promise<void>;
  due(): number | undefined;
}

const hourMs = 3_600_000;

/**
 * The incident workflow as its definition describes it, on a clock that a test moves, but for errors of Lambda itself: here a
 * function either answers or throws.
 */
export function memoryIncidentWorkflow({ contain, tell, nowMs }: Settings): MemoryIncidentWorkflow {
  const executions = new Map<string, Execution>();
  const enter = (execution: Execution, state: Execution['state'], seconds = 0): void => {
    Object.assign(execution, { state, retries: 0, due: nowMs() + seconds * 1_000 });
  };
  const retryAfter = (execution: Execution, seconds: number): void => {
    Object.assign(execution, { retries: execution.retries + 1, due: nowMs() + seconds * 1_000 });
  };

  async function attemptContain(execution: Execution): Promise<void> {
    try {
      await contain({ v: 1, incidentId: execution.incidentId, what: 'contain' });
      execution.tried = true;
    } catch {
      if (execution.retries < 3) return retryAfter(execution, 2 * 2 ** execution.retries);
      execution.tried = false;
    }
    enter(execution, 'Tell');
  }

  async function attemptTell(execution: Execution): Promise<void> {
    const { incidentId, retries, tiers } = execution;
    const behind = tiers.filter((at) => Date.parse(at) <= nowMs()).length;
    try {
      const { state } = await tell({ v: 1, incidentId, tier: Math.max(0, behind - 1) });
      goOn(execution, state);
    } catch (error) {
      if ((error as Error).name === 'MessengerUnavailable' && retries < 2)
        return retryAfter(execution, 2 * 2 ** retries);
      pause(execution);
    }
  }

  function goOn(execution: Execution, state: IncidentAnswer['state']): void {
    const ahead = execution.tiers.filter((at) => Date.parse(at) > nowMs());
    const [next] = ahead;
    if (state === 'closed' || next === undefined) {
      enter(execution, 'ended');
      return;
    }
    const untilNext = Math.ceil((Date.parse(next) - nowMs()) / 1_000);
    const mustHurry = !execution.tried && isFresh(execution);
    enter(execution, 'Contain', mustHurry ? Math.min(300, untilNext) : untilNext);
  }

  function pause(execution: Execution): void {
    const sinceStart = (nowMs() - execution.startedAt) / 1_000;
    const seconds = Math.ceil(Math.min(1_800, Math.max(60, sinceStart / 10)));
    enter(execution, 'Tell', seconds);
    const then = nowMs() + seconds * 1_000;
    if (then >= Date.parse(execution.tiers.at(-1) ?? '') + 48 * hourMs) execution.state = 'failed';
    else if (then < Date.parse(execution.tiers[0] ?? '') + hourMs) execution.state = 'Contain';
  }

  const isFresh = ({ tiers }: Execution): boolean => nowMs() < Date.parse(tiers[0] ?? '') + hourMs;
  const isRunning = ({ state }: Execution): boolean => state !== 'ended' && state !== 'failed';
  const begin = (name: string, { incidentId, tiers }: IncidentInput): void => {
    const clock = { startedAt: nowMs(), due: nowMs() };
    executions.set(name, { incidentId, tiers, ...clock, state: 'Contain', retries: 0, tried: false });
  };

  return {
    executions,
    async start(input) {
      if (!executions.has(input.incidentId)) begin(input.incidentId, input);
    },
    async resume(incidentId, input) {
      const all = [...executions.values()].filter((execution) => execution.incidentId === incidentId);
      if (all.some(isRunning)) return 'runs';
      const given = await input();
      if (!given) return 'none';
      begin(all.length === 0 ? incidentId : `${incidentId}.${all.length + 1}`, given);
      return 'started';
    },
    async run() {
      for (const execution of [...executions.values()])
        while (isRunning(execution) && nowMs() >= execution.due)
          await (execution.state === 'Contain' ? attemptContain(execution) : attemptTell(execution));
    },
    due() {
      const dues = [...executions.values()].filter(isRunning).map(({ due }) => due);
      return dues.length === 0 ? undefined : Math.min(...dues);
    },
  };
}

import { readFileSync } from 'node:fs';
import type { Ending } from '../../../functions/workflow/conclude/handler.ts';
import { fixedClock } from '../../support/given/clock.ts';
import { memoryWorkflow } from '../../support/memory-workflow.ts';
import { answers, type Lambda, stage, startOfDay, throws } from '../emulator/services/states/stage.ts';

/** What a function does with one call: it answers or throws an error of this name, and may find the request decided. */
export type Behaviour = { decides?: true; throws?: string };

/** How the functions behave, by how often they were called and after how many seconds. */
export interface Functions {
  ask: (call: number, seconds: number) => Behaviour;
  execute: (call: number, seconds: number) => Behaviour;
  conclude: (call: number, seconds: number) => Behaviour;
}

export type Call =
  | { name: 'ask'; seconds: number; tier: unknown }
  | { name: 'execute'; seconds: number }
  | { name: 'conclude'; seconds: number; cause: unknown };

/** What can be done to one execution of the approval workflow, and what can be seen of it. */
export interface WorkflowUnderTest {
  start(): Promise<void>;
  pass(seconds: number): Promise<void>;
  /** Somebody decided: the last token is sent back, or an earlier one. */
  decide(token?: 'last' | 'first'): Promise<void>;
  calls(): Call[];
  ending(): 'running' | 'succeeded' | 'failed';
}

const requestId = 'r-1';
const definition = readFileSync(new URL('../../../statemachines/approval.asl.json', import.meta.url), 'utf8');
const deadlinesAfter = (seconds: readonly number[]): string[] =>
  seconds.map((count) => new Date(Date.parse(startOfDay) + count * 1_000).toISOString());

/** The definition itself, in the emulator's interpreter. */
export function definedWorkflow(deadlines: readonly number[], functions: Functions): WorkflowUnderTest {
  const play =
    (name: Call['name']): Lambda =>
    async ({ taskToken }) => {
      const invocations = defined.invocations(name);
      const behaviour = functions[name](invocations.length, invocations.at(-1)?.seconds ?? 0);
      if (behaviour.decides) await report(String(taskToken));
      return behaviour.throws === undefined ? answers() : throws(behaviour.throws);
    };
  const defined = stage(definition, {
    ask: play('ask'),
    execute: play('execute'),
    conclude: play('conclude'),
  });
  const report = (taskToken: string) =>
    defined.call('SendTaskSuccess', { taskToken, output: '{"state":"approved"}' });

  return {
    async start() {
      await defined.start({ requestId, deadlines: deadlinesAfter(deadlines) });
      await defined.clock.pass(0);
    },
    pass: (seconds) => defined.clock.pass(seconds),
    async decide(token = 'last') {
      const tokens = defined.invocations('ask').map(({ payload }) => String(payload.taskToken));
      await report(tokens.at(token === 'last' ? -1 : 0) ?? 'none');
      await defined.clock.pass(0);
    },
    calls: () =>
      defined.invoked.map(({ name, at, payload }): Call => {
        const seconds = (at - Date.parse(startOfDay)) / 1_000;
        if (name === 'ask') return { name, seconds, tier: payload.tier };
        return name === 'execute' ? { name, seconds } : { name: 'conclude', seconds, cause: payload.cause };
      }),
    ending() {
      const { status } = defined.execution();
      return status === 'RUNNING' ? 'running' : status === 'SUCCEEDED' ? 'succeeded' : 'failed';
    },
  };
}

/** The stand-in that the tests of the rules run on. */
export function standInWorkflow(deadlines: readonly number[], functions: Functions): WorkflowUnderTest {
  const clock = fixedClock(startOfDay);
  const calls: Call[] = [];
  const play = async (call: Call, taskToken = ''): Promise<void> => {
    calls.push(call);
    const nth = calls.filter(({ name }) => name === call.name).length;
    const behaviour = functions[call.name](nth, call.seconds);
    if (behaviour.decides) await workflow.wake(taskToken);
    if (behaviour.throws !== undefined)
      throw Object.assign(new Error('as the test has it'), { name: behaviour.throws });
  };
  const seconds = () => (clock.nowMs() - Date.parse(startOfDay)) / 1_000;
  const workflow = memoryWorkflow({
    ask: ({ tier, taskToken }) => play({ name: 'ask', seconds: seconds(), tier }, taskToken),
    execute: () => play({ name: 'execute', seconds: seconds() }),
    conclude: ({ cause }: Ending) => play({ name: 'conclude', seconds: seconds(), cause }),
    nowMs: clock.nowMs,
  });

  return {
    async start() {
      await workflow.start({ v: 1, requestId, deadlines: deadlinesAfter(deadlines) });
      await workflow.run();
    },
    async pass(length) {
      const until = clock.nowMs() + length * 1_000;
      for (let due = workflow.due(); due !== undefined && due <= until; due = workflow.due()) {
        clock.pass((due - clock.nowMs()) / 1_000);
        await workflow.run();
      }
      clock.pass((until - clock.nowMs()) / 1_000);
    },
    async decide(token = 'last') {
      await workflow.wake(workflow.tokens.at(token === 'last' ? -1 : 0) ?? 'none');
      await workflow.run();
    },
    calls: () => calls,
    ending() {
      const { state } = workflow.executions.get(requestId) ?? {};
      if (state === 'ended') return 'succeeded';
      return state === 'failed' ? state : 'running';
    },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/all.ts';
import {
  type Behaviour,
  definedWorkflow,
  type Functions,
  standInWorkflow,
  type WorkflowUnderTest,
} from './workflow-under-test.ts';

/** The tests of the rules run on a stand-in for Step Functions: it has to do what the definition does, when it does. */
interface Scenario {
  /** Seconds from the start. */
  deadlines: readonly number[];
  functions?: Partial<Functions>;
  act: (workflow: WorkflowUnderTest) => Promise<void>;
}

const answers: Behaviour = {};
const decides: Behaviour = { decides: true };
const well: Functions = { ask: () => answers, execute: () => answers, conclude: () => answers };
const away: Behaviour = { throws: 'MessengerUnavailable' };
const minutes = (count: number): number => count * 60;

async function play(
  workflow: WorkflowUnderTest,
  act: Scenario['act'],
): Promise<{ calls: ReturnType<WorkflowUnderTest['calls']>; ending: string }> {
  await workflow.start();
  await act(workflow);
  return { calls: workflow.calls(), ending: workflow.ending() };
}

async function expectAlike({ deadlines, functions, act }: Scenario) {
  const behaving = { ...well, ...functions };
  const defined = await play(definedWorkflow(deadlines, behaving), act);
  expect(await play(standInWorkflow(deadlines, behaving), act)).toEqual(defined);
  return defined;
}

describe('the workflow of the rule tests does as its definition', () => {
  it.each<[what: string, ending: string, calls: number, scenario: Scenario]>([
    [
      'when people decide in the first tier',
      'succeeded',
      3,
      {
        deadlines: [600, 1_800],
        act: async ({ pass, decide }) => {
          await pass(20);
          await decide();
        },
      },
    ],
    [
      'when people decide in the second tier, and an old token is tried before',
      'succeeded',
      4,
      {
        deadlines: [600, 1_800],
        act: async ({ pass, decide }) => {
          await pass(700);
          await decide('first');
          await pass(5);
          await decide();
          await decide();
        },
      },
    ],
    [
      'when nobody decides in three tiers',
      'succeeded',
      4,
      { deadlines: [600, 1_200, 1_800], act: ({ pass }) => pass(1_900) },
    ],
    [
      'when ask finds it decided',
      'succeeded',
      3,
      { deadlines: [1_800], functions: { ask: () => decides }, act: ({ pass }) => pass(1) },
    ],
    [
      'when ask finds it decided, and fails after that',
      'succeeded',
      3,
      {
        deadlines: [1_800],
        functions: { ask: () => ({ ...decides, ...away }) },
        act: ({ pass }) => pass(100),
      },
    ],
    [
      'when the room is away for ten minutes',
      'succeeded',
      32,
      {
        deadlines: [3_600],
        functions: { ask: (_, seconds) => (seconds < 600 ? away : answers) },
        act: async ({ pass, decide }) => {
          await pass(700);
          await decide();
        },
      },
    ],
    [
      'when the room is away while a tier ends, and until the expiry',
      'succeeded',
      61,
      { deadlines: [602, 1_801], functions: { ask: () => away }, act: ({ pass }) => pass(1_900) },
    ],
    [
      'when the room is away for three days',
      'succeeded',
      940,
      {
        deadlines: [minutes(3 * 24 * 60)],
        functions: { ask: () => away },
        act: ({ pass }) => pass(minutes(3 * 24 * 60 + 1)),
      },
    ],
    [
      'when ask fails for another reason, once',
      'running',
      2,
      {
        deadlines: [1_800],
        functions: { ask: (call) => (call === 1 ? { throws: 'TypeError' } : answers) },
        act: ({ pass }) => pass(100),
      },
    ],
    [
      'when somebody decides while the workflow pauses',
      'succeeded',
      4,
      {
        deadlines: [1_800],
        functions: { ask: (call) => (call === 1 ? { throws: 'TypeError' } : decides) },
        act: async ({ pass, decide }) => {
          await pass(30);
          await decide();
          await pass(60);
        },
      },
    ],
    [
      'when conclude fails five times',
      'succeeded',
      8,
      {
        deadlines: [1_800],
        functions: { conclude: (call) => (call <= 5 ? away : answers) },
        act: async ({ pass, decide }) => {
          await decide();
          await pass(100);
        },
      },
    ],
    [
      'when conclude fails for good',
      'failed',
      15,
      {
        deadlines: [1_800],
        functions: { conclude: () => ({ throws: 'Error' }) },
        act: async ({ pass, decide }) => {
          await decide();
          await pass(4_000);
        },
      },
    ],
    [
      'when execute fails five times: 155 seconds later it runs',
      'succeeded',
      8,
      {
        deadlines: [1_800],
        functions: { execute: (call) => (call <= 5 ? away : answers) },
        act: async ({ pass, decide }) => {
          await decide();
          await pass(160);
        },
      },
    ],
    [
      'when execute fails for good: six retries, and it is concluded all the same',
      'succeeded',
      9,
      {
        deadlines: [1_800],
        functions: { execute: () => ({ throws: 'Error' }) },
        act: async ({ pass, decide }) => {
          await decide();
          await pass(400);
        },
      },
    ],
    [
      'when execute fails past the expiry: it is tried on',
      'succeeded',
      7,
      {
        deadlines: [60],
        functions: { execute: (_, seconds) => (seconds < 120 ? { throws: 'TypeError' } : answers) },
        act: async ({ pass, decide }) => {
          await pass(59);
          await decide();
          await pass(300);
        },
      },
    ],
    ['when the only deadline is past', 'succeeded', 2, { deadlines: [-60], act: ({ pass }) => pass(2) }],
    [
      'when it is started twice',
      'succeeded',
      3,
      {
        deadlines: [1_800],
        act: async ({ start, decide }) => {
          await start();
          await decide();
        },
      },
    ],
    [
      'when deadlines lie between two seconds',
      'succeeded',
      3,
      { deadlines: [0.45, 60.06], act: ({ pass }) => pass(70) },
    ],
  ])('%s', async (_, ending, calls, scenario) => {
    const defined = await expectAlike(scenario);
    expect([defined.ending, defined.calls.length]).toEqual([ending, calls]);
  });

  const anyDeadlines = fc
    .array(fc.integer({ min: 1, max: 1_500 }), { minLength: 1, maxLength: 3 })
    .map((steps) => steps.map((_, at) => steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0)));
  const trouble = fc.oneof(
    { weight: 5, arbitrary: fc.constant(away) },
    { weight: 4, arbitrary: fc.constant<Behaviour>({ throws: 'TypeError' }) },
    { weight: 1, arbitrary: fc.constant<Behaviour>({ decides: true, throws: 'TypeError' }) },
  );
  /** Mostly well, mostly in trouble, or in trouble for good. */
  const anyBehaviours = fc
    .constantFrom(3, 1, 0)
    .chain((weight) =>
      fc.infiniteStream(
        fc.oneof({ weight, arbitrary: fc.constant(answers) }, { weight: 1, arbitrary: trouble }),
      ),
    );
  const anyAct = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }).map((seconds) => ({ seconds })) },
    { weight: 1, arbitrary: fc.constantFrom({ token: 'last' as const }, { token: 'first' as const }) },
  );

  it('whatever fails, whenever, and whenever somebody decides', async () => {
    const seen: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        anyDeadlines,
        anyBehaviours,
        anyBehaviours,
        anyBehaviours,
        fc.array(anyAct, { minLength: 1, maxLength: 8 }),
        async (deadlines, asks, executes, concludes, acts) => {
          const [ask, execute, conclude] = [listed(asks), listed(executes), listed(concludes)];
          const { calls, ending } = await expectAlike({
            deadlines,
            functions: { ask, execute, conclude },
            act: async ({ pass, decide }) => {
              for (const one of acts) await ('seconds' in one ? pass(one.seconds) : decide(one.token));
            },
          });
          const causes = calls.flatMap((call) =>
            call.name === 'conclude' ? (call.cause as { kind: string }).kind : [],
          );
          const executed = calls.filter(({ name }) => name === 'execute').length;
          const tried = executed > 1 ? ['executed again'] : [];
          seen.push(...new Set([ending, ...causes, ...tried]));
        },
      ),
      runs(150, 1_000),
    );
    for (const kind of ['running', 'succeeded', 'decided', 'timeout', 'failure', 'executed again'])
      expect(seen.filter((each) => each === kind).length, kind).toBeGreaterThan(2);
  });
});

/** The same for both, however often each of them asks. */
function listed(stream: Iterable<Behaviour>): (call: number) => Behaviour {
  const known: Behaviour[] = [];
  const iterator = stream[Symbol.iterator]();
  return (call) => {
    while (known.length < call) known.push(iterator.next().value as Behaviour);
    return known[call - 1] ?? answers;
  };
}

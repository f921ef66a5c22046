import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { containOrderVersions } from '../../../core/ports/contain.ts';
import { type IncidentAnswer, incidentInputVersions } from '../../../core/ports/incident-workflow.ts';
import { tellingVersions } from '../../../functions/detection/tell/tell-people.ts';
import { fixedClock } from '../../support/given/clock.ts';
import { memoryIncidentWorkflow } from '../../support/memory-incident-workflow.ts';
import { answers, type Lambda, stage, startOfDay, throws } from '../emulator/services/states/stage.ts';

const definition = readFileSync(new URL('../../../statemachines/incident.asl.json', import.meta.url), 'utf8');
const [minute, hour, day] = [60, 3_600, 86_400];
const tiersAfter = (...seconds: number[]): string[] =>
  seconds.map((count) => new Date(Date.parse(startOfDay) + count * 1_000).toISOString());
const input = (...seconds: number[]) => ({ v: 1 as const, incidentId: 'i-1', tiers: tiersAfter(...seconds) });

/** How the functions behave, by how many seconds after the start. */
interface Functions {
  contain: (seconds: number) => string | undefined;
  tell: (seconds: number) => IncidentAnswer['state'] | Error;
}
const quiet: Functions = { contain: () => undefined, tell: () => 'open' };
const errorNamed = (name: string): Error => Object.assign(new Error(name), { name });

type Call = { name: 'contain'; seconds: number } | { name: 'tell'; seconds: number; tier: unknown };
interface Played {
  calls: Call[];
  ending: 'running' | 'succeeded' | 'failed';
  transitions?: number;
}

/** The definition itself, in the emulator's interpreter. */
async function defined(tiers: number[], functions: Functions, seconds: number): Promise<Played> {
  const secondsNow = () => (machine.clock.now() - Date.parse(startOfDay)) / 1_000;
  const lambdas: Record<string, Lambda> = {
    contain: (payload) => {
      mustReadVersioned(containOrderVersions, payload);
      const error = functions.contain(secondsNow());
      return error === undefined ? answers({ v: 1, became: 'nothing-to-do' }) : throws(error);
    },
    tell: (payload) => {
      mustReadVersioned(tellingVersions, payload);
      const told = functions.tell(secondsNow());
      return told instanceof Error ? throws(told.name) : answers({ v: 1, state: told });
    },
  };
  const machine = stage(definition, lambdas);
  await machine.start(mustReadVersioned(incidentInputVersions, input(...tiers)));
  await machine.clock.pass(0);
  await machine.clock.pass(seconds);
  const { status, transitions } = machine.execution();
  return {
    calls: machine.invoked.map(({ name, at, payload }): Call => {
      const after = (at - Date.parse(startOfDay)) / 1_000;
      return name === 'tell'
        ? { name, seconds: after, tier: payload.tier }
        : { name: 'contain', seconds: after };
    }),
    ending: status === 'RUNNING' ? 'running' : status === 'SUCCEEDED' ? 'succeeded' : 'failed',
    transitions,
  };
}

/** The stand-in that the tests of the rules run on. */
async function standIn(tiers: number[], functions: Functions, seconds: number): Promise<Played> {
  const clock = fixedClock(startOfDay);
  const secondsNow = () => (clock.nowMs() - Date.parse(startOfDay)) / 1_000;
  const calls: Call[] = [];
  const workflow = memoryIncidentWorkflow({
    async contain() {
      calls.push({ name: 'contain', seconds: secondsNow() });
      const error = functions.contain(secondsNow());
      if (error !== undefined) throw errorNamed(error);
    },
    async tell({ tier }) {
      calls.push({ name: 'tell', seconds: secondsNow(), tier });
      const told = functions.tell(secondsNow());
      if (told instanceof Error) throw told;
      return { v: 1, state: told };
    },
    nowMs: clock.nowMs,
  });
  await workflow.start(input(...tiers));
  await workflow.run();
  for (let due = workflow.due(); due !== undefined && secondsNow() <= seconds; due = workflow.due()) {
    const wait = (due - clock.nowMs()) / 1_000;
    if (secondsNow() + wait > seconds) break;
    clock.pass(wait);
    await workflow.run();
  }
  const state = workflow.executions.get('i-1')?.state;
  return { calls, ending: state === 'ended' ? 'succeeded' : state === 'failed' ? 'failed' : 'running' };
}

const toldAt = ({ calls }: Played) =>
  calls.flatMap((call) => (call.name === 'tell' ? [[call.seconds, call.tier]] : []));
const containedAt = ({ calls }: Played) =>
  calls.flatMap(({ name, seconds }) => (name === 'contain' ? [seconds] : []));

describe('the incident workflow', () => {
  it('contains before it tells, and tells each tier when it begins', async () => {
    const played = await defined([0, hour, 4 * hour], quiet, 5 * hour);
    expect(played.calls[0]).toEqual({ name: 'contain', seconds: 0 });
    expect(toldAt(played)).toEqual([
      [0, 0],
      [hour, 1],
      [4 * hour, 2],
    ]);
    expect(played.ending).toBe('succeeded');
  });

  it('ends when it finds the incident closed: four transitions where that is so at once', async () => {
    const played = await defined([0, hour], { ...quiet, tell: () => 'closed' }, 0);
    expect(played).toMatchObject({ ending: 'succeeded', transitions: 4 });
    expect(toldAt(played)).toEqual([[0, 0]]);
  });

  it('costs four transitions for each tier', async () => {
    expect(await defined([0, hour, 2 * hour], quiet, 3 * hour)).toMatchObject({ transitions: 12 });
  });

  it('tells people though nothing can be contained, and tries that again for an hour', async () => {
    const functions = { ...quiet, contain: () => 'Sandbox.Timedout' };
    const played = await defined([0, 4 * hour], functions, 4 * hour);
    expect(toldAt(played)[0]).toEqual([14, 0]);
    const tries = containedAt(played);
    expect(tries.slice(0, 5)).toEqual([0, 2, 6, 14, 314]);
    expect(tries.filter((seconds) => seconds < hour).length).toBeGreaterThan(40);
    expect(tries.filter((seconds) => seconds > hour + 5 * minute && seconds < 4 * hour)).toEqual([]);
  });

  it('tries to tell for weeks, and fails, with an alarm, two days after the last tier', async () => {
    const functions = { ...quiet, tell: () => errorNamed('MessengerUnavailable') };
    const played = await defined([0, hour, day], functions, 5 * day);
    expect(played.ending).toBe('failed');
    const [last] = toldAt(played).at(-1) ?? [];
    expect(Number(last)).toBeGreaterThan(3 * day - hour);
  });

  it('survives an outage of 30 days below the 25,000 events that an execution may have', async () => {
    const functions = { ...quiet, tell: () => errorNamed('MessengerUnavailable') };
    const told = toldAt(await defined([0, hour, 28 * day], functions, 3 * day));
    const attempts = told.filter(([seconds]) => Number(seconds) >= 2 * day).length;
    // A round has three attempts of three events, and two for each of the states Tell, Pause and IsTooLate, and one for each wait.
    const eventsADay = (attempts / 3) * (3 * 3 + 3 * 2 + 1);
    expect(eventsADay).toBeGreaterThan(0);
    expect(eventsADay * 30).toBeLessThan(25_000);
  });

  const stories: [string, number[], Functions][] = [
    ['nothing goes wrong', [0, 15 * minute, hour, day], quiet],
    ['it is closed in time', [0, hour, day], { ...quiet, tell: (at) => (at > hour ? 'closed' : 'open') }],
    ['IAM is out of order', [0, hour], { ...quiet, contain: (at) => (at < 1_000 ? 'Timeout' : undefined) }],
    [
      'the room is away',
      [0, hour, day],
      { ...quiet, tell: (at) => (at < 2 * hour ? errorNamed('MessengerUnavailable') : 'open') },
    ],
    [
      'both are',
      [0, 2 * hour],
      {
        contain: (at) => (at < 2_000 ? 'Timeout' : undefined),
        tell: (at) => (at < 3_000 ? errorNamed('Broken') : 'open'),
      },
    ],
    ['the room never comes back', [0, hour], { ...quiet, tell: () => errorNamed('MessengerUnavailable') }],
  ];
  it.each(stories)(
    'does what its stand-in does, at the same instants, where %s',
    async (_, tiers, functions) => {
      const { transitions: _transitions, ...played } = await defined(tiers, functions, 4 * day);
      expect(await standIn(tiers, functions, 4 * day)).toEqual(played);
    },
  );
});

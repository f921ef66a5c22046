import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../core/lib/json.ts';
import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { orderVersions } from '../../../core/ports/execute.ts';
import { turnVersions } from '../../../functions/workflow/ask/ask-people.ts';
import { endingVersions } from '../../../functions/workflow/conclude/handler.ts';
import { fixtures, readJsonFile } from '../../fixtures/versions.ts';
import { answers, type Lambda, stage, startOfDay, throws } from '../emulator/services/states/stage.ts';

const definition = readFileSync(new URL('../../../statemachines/approval.asl.json', import.meta.url), 'utf8');

const minutes = (count: number): number => count * 60;
const inMinutes = (...counts: number[]): string[] =>
  counts.map((count) => new Date(Date.parse(startOfDay) + minutes(count) * 1_000).toISOString());

/** An approval with people who decide nothing unless told otherwise, and functions that answer. */
function given({
  ask = () => answers(),
  execute = () => answers({ v: 1, state: 'done' }),
  conclude = () => answers({ state: 'approved' }),
}: Record<string, Lambda> = {}) {
  const approval = stage(definition, { ask, execute, conclude });
  const lastToken = (): string => String(approval.invocations('ask').at(-1)?.payload.taskToken);
  return {
    ...approval,
    submit: (deadlines: string[]) => approval.start({ v: 1, requestId: 'r-1', deadlines }),
    decide: (token = lastToken()) =>
      approval.call('SendTaskSuccess', { taskToken: token, output: '{"v":1,"state":"approved"}' }),
    tiers: () => approval.invocations('ask').map(({ seconds, payload }) => ({ seconds, tier: payload.tier })),
    causes: () =>
      approval.invocations('conclude').map(({ payload }) => (payload as { cause: JsonObject }).cause),
  };
}

test('a request that is approved at once costs three transitions: it is asked about, run and concluded', async () => {
  const { submit, decide, clock, execution, causes, tiers, invocations } = given();
  await submit(inMinutes(10, 30));
  await clock.pass(20);
  await decide();
  await clock.pass(1);

  expect(tiers()).toEqual([{ seconds: 0, tier: 0 }]);
  expect(causes()).toEqual([{ kind: 'decided' }]);
  expect(invocations('execute')).toEqual([{ seconds: 20, payload: { v: 1, requestId: 'r-1' } }]);
  expect(execution()).toMatchObject({ status: 'SUCCEEDED', output: { state: 'approved' }, transitions: 3 });
  expect(clock.pending()).toBe(0);
});

test('a decision that ask finds already made ends the wait before ask has even returned', async () => {
  const approval = given({
    ask: async ({ taskToken }) => {
      await approval.decide(String(taskToken));
      return answers();
    },
  });
  await approval.submit(inMinutes(30));
  await approval.clock.pass(0);
  expect(approval.execution()).toMatchObject({ status: 'SUCCEEDED', transitions: 3 });
});

test('each tier is asked at the deadline of the one before, and one that turns over costs two transitions', async () => {
  const { submit, decide, clock, execution, tiers } = given();
  await submit(inMinutes(10, 30));
  await clock.pass(minutes(12));
  await decide();
  await clock.pass(1);

  expect(tiers()).toEqual([
    { seconds: 0, tier: 0 },
    { seconds: minutes(10), tier: 1 },
  ]);
  expect(execution()).toMatchObject({ status: 'SUCCEEDED', transitions: 5 });
});

test('when the last tier is over the request is concluded as timed out', async () => {
  const { submit, clock, execution, tiers, causes, invocations } = given({
    conclude: () => answers({ state: 'expired' }),
  });
  await submit(inMinutes(10, 20, 30));
  await clock.pass(minutes(31));

  expect(tiers().map(({ tier }) => tier)).toEqual([0, 1, 2]);
  expect(causes()).toEqual([{ kind: 'timeout' }]);
  expect(invocations('conclude')[0]?.seconds).toBe(minutes(30));
  expect(execution()).toMatchObject({ status: 'SUCCEEDED', output: { state: 'expired' }, transitions: 7 });
});

test.each([
  [1, 1, 3],
  [2, 11, 5],
  [3, 21, 7],
])('a decision in tier %i costs no more than the README says', async (_, minute, transitions) => {
  const { submit, decide, clock, execution } = given();
  await submit(inMinutes(10, 20, 30));
  await clock.pass(minutes(minute));
  await decide();
  await clock.pass(1);
  expect(execution()).toMatchObject({ status: 'SUCCEEDED', transitions });
});

test('an expiry after a single tier costs three transitions', async () => {
  const { submit, clock, execution } = given();
  await submit(inMinutes(10));
  await clock.pass(minutes(11));
  expect(execution()).toMatchObject({ status: 'SUCCEEDED', transitions: 3 });
});

test('a token is worth one decision, and none once its tier is over', async () => {
  const { submit, decide, clock, invocations, execution } = given();
  await submit(inMinutes(10, 30));
  await clock.pass(minutes(11));
  const [first, second] = invocations('ask').map(({ payload }) => String(payload.taskToken));

  expect(first).not.toBe(second);
  expect(await decide(first)).toMatchObject({ code: 'TaskTimedOut' });
  expect(await decide(second)).toMatchObject({ kind: 'output' });
  expect(await decide(second)).toMatchObject({ code: 'TaskTimedOut' });
  expect(await decide('forged')).toMatchObject({ code: 'InvalidToken' });
  await clock.pass(1);
  expect(invocations('conclude')).toHaveLength(1);
  expect(execution().status).toBe('SUCCEEDED');
});

test('Slack down for ten minutes and back: asked again within a minute or so, then approved', async () => {
  const approval = given({
    ask: () =>
      approval.clock.now() < Date.parse(startOfDay) + 600_000 ? throws('MessengerUnavailable') : answers(),
  });
  await approval.submit(inMinutes(60));
  await approval.clock.pass(minutes(12));

  const lastAsked = approval.tiers().at(-1)?.seconds ?? 0;
  expect(lastAsked).toBeGreaterThanOrEqual(600);
  expect(lastAsked).toBeLessThan(600 + 75);
  expect(approval.execution().status).toBe('RUNNING');
  await approval.decide();
  await approval.clock.pass(1);
  expect(approval.causes()).toEqual([{ kind: 'decided' }]);
});

test('Slack down until the expiry: never approved, concluded at the expiry with the failure named', async () => {
  const { submit, clock, execution, causes, invocations } = given({
    ask: () => throws('MessengerUnavailable'),
    conclude: () => answers({ state: 'expired' }),
  });
  await submit(inMinutes(10, 30));
  await clock.pass(minutes(31));

  expect(causes()).toEqual([{ kind: 'failure', error: 'MessengerUnavailable' }]);
  expect(invocations('conclude')[0]?.seconds).toBe(minutes(30));
  expect(execution().output).toEqual({ state: 'expired' });
});

test('while Slack is down the tiers turn over on time, so that its return reaches the right people', async () => {
  const { submit, clock, tiers } = given({ ask: () => throws('MessengerUnavailable') });
  await submit(inMinutes(10, 30));
  await clock.pass(minutes(29));
  for (const { seconds, tier } of tiers()) expect(tier).toBe(seconds < minutes(10) ? 0 : 1);
});

test('a week without Slack stays below the 25,000 events that an execution may have', async () => {
  const { submit, clock, execution } = given({ ask: () => throws('MessengerUnavailable') });
  await submit(inMinutes(7 * 24 * 60));
  await clock.pass(minutes(7 * 24 * 60 + 1));
  expect(execution().status).toBe('SUCCEEDED');
  expect(execution().history.events.length).toBeLessThan(25_000);
});

test.each([
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
])('%s is retried in seconds, without a pause', async (error) => {
  const troubles = [throws(error), throws(error)];
  const { submit, clock, tiers } = given({ ask: () => troubles.shift() ?? answers() });
  await submit(inMinutes(30));
  await clock.pass(60);
  expect(tiers().map(({ seconds }) => seconds)).toEqual([0, 1, 3]);
});

test('a failing ask of any other kind is asked again after a pause', async () => {
  const troubles = [throws('TypeError')];
  const { submit, clock, tiers } = given({ ask: () => troubles.shift() ?? answers() });
  await submit(inMinutes(30));
  await clock.pass(minutes(5));
  expect(tiers().map(({ seconds }) => seconds)).toEqual([0, 60]);
});

test('nothing is executed that nobody has decided', async () => {
  for (const ask of [() => answers(), () => throws('MessengerUnavailable'), () => throws('TypeError')]) {
    const { submit, clock, invocations } = given({ ask });
    await submit(inMinutes(10, 30));
    await clock.pass(minutes(31));
    expect(invocations('conclude')).toHaveLength(1);
    expect(invocations('execute')).toEqual([]);
  }
});

test('execute is tried for some five minutes more, and what is approved is concluded even so', async () => {
  const { submit, decide, clock, execution, invocations, causes } = given({
    execute: () => throws('ThrottlingException'),
  });
  await submit(inMinutes(30));
  await clock.pass(1);
  await decide();
  await clock.pass(minutes(6));
  expect(invocations('execute').map(({ seconds }) => seconds - 1)).toEqual([0, 5, 15, 35, 75, 155, 315]);
  expect(causes()).toEqual([{ kind: 'decided' }]);
  expect(execution()).toMatchObject({ status: 'SUCCEEDED', transitions: 9 });
});

test('an execute that answers beyond the data limit is concluded, and not called again', async () => {
  const { submit, decide, clock, causes, invocations } = given({
    execute: () => answers('x'.repeat(256 * 1_024)),
  });
  await submit(inMinutes(30));
  await clock.pass(1);
  await decide();
  await clock.pass(minutes(6));
  expect(invocations('execute')).toHaveLength(1);
  expect(causes()).toEqual([{ kind: 'decided' }]);
});

test('an execute that says nothing for 100 seconds is called again', async () => {
  const { States } = JSON.parse(definition);
  expect(States.Execute.TimeoutSeconds).toBe(100);
  expect(States.Execute.Retry).toEqual([
    { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 6 },
  ]);
});

test('what execute answers is passed on to nobody', async () => {
  const { submit, decide, clock, invocations, execution } = given({
    execute: () => answers({ v: 1, state: 'done', result: { SecretAccessKey: 'a-secret-key' } }),
  });
  await submit(inMinutes(30));
  await clock.pass(1);
  await decide();
  await clock.pass(1);
  expect(JSON.stringify(invocations('conclude'))).not.toContain('a-secret-key');
  expect(JSON.stringify(execution().output)).not.toContain('a-secret-key');
});

test('conclude is retried for half an hour', async () => {
  let failures = 12;
  const { submit, decide, clock, execution, invocations } = given({
    conclude: () => (failures-- > 0 ? throws('MessengerUnavailable') : answers({ state: 'approved' })),
  });
  await submit(inMinutes(30));
  await clock.pass(1);
  await decide();
  await clock.pass(minutes(29));
  expect(invocations('conclude')).toHaveLength(13);
  expect(execution().status).toBe('SUCCEEDED');
});

test('a conclude that keeps failing fails the execution where it failed, so that a redrive starts there', async () => {
  const { submit, decide, clock, execution, invocations } = given({
    conclude: () => throws('TableUnreachable'),
  });
  await submit(inMinutes(30));
  await clock.pass(1);
  await decide();
  await clock.pass(minutes(60));
  expect(invocations('conclude')).toHaveLength(13);
  expect(execution()).toMatchObject({ status: 'FAILED', error: 'TableUnreachable' });
  const { Conclude } = JSON.parse(definition).States;
  // A redrive goes on at the state that failed, and one that was caught has not.
  expect(Conclude).not.toHaveProperty('Catch');
  expect(Conclude.End).toBe(true);
});

test('an input that no deadline can be read from is concluded as a failure at once', async () => {
  const { submit, clock, causes, tiers } = given();
  await submit(['tomorrow']);
  await clock.pass(1);
  expect(tiers()).toEqual([]);
  expect(causes()).toEqual([{ kind: 'failure', error: 'States.QueryEvaluationError' }]);
});

test('a report beyond the data limit ends in conclude, though States.ALL does not reach it', async () => {
  const { submit, clock, causes } = given({ ask: () => answers('x'.repeat(256 * 1_024)) });
  await submit(inMinutes(30));
  await clock.pass(1);
  expect(causes()).toEqual([{ kind: 'failure', error: 'States.DataLimitExceeded' }]);
});

test('a deadline between two seconds is never cut short', async () => {
  const { submit, clock, tiers, invocations } = given();
  await submit(inMinutes(0.0075, 1.001));
  await clock.pass(minutes(2));
  expect(tiers()).toEqual([
    { seconds: 0, tier: 0 },
    { seconds: 1, tier: 1 },
  ]);
  expect(invocations('conclude')[0]?.seconds).toBeGreaterThanOrEqual(60.06);
});

test('a deadline that is already past is asked for one second, then concluded', async () => {
  const { submit, clock, tiers, causes } = given();
  await submit(inMinutes(-1));
  await clock.pass(2);
  expect(tiers()).toEqual([{ seconds: 0, tier: 0 }]);
  expect(causes()).toEqual([{ kind: 'timeout' }]);
});

test('the task token is in no event of the history', async () => {
  const { submit, decide, clock, execution, invocations } = given();
  await submit(inMinutes(30));
  await clock.pass(1);
  await decide();
  await clock.pass(1);
  const token = String(invocations('ask')[0]?.payload.taskToken);
  expect(JSON.stringify(execution().history.events)).not.toContain(token);
});

test.each(fixtures.filter(({ name }) => name === 'workflow-input'))(
  'input of version $v is taken, and what is sent for it is what ask, execute and conclude read',
  async ({ values }) => {
    const inputs = readJsonFile(values) as JsonObject[];
    for (const input of inputs) {
      const { start, decide, clock, invocations, execution } = given();
      await start(input);
      await clock.pass(0);
      await decide();
      await clock.pass(minutes(60));
      expect(execution()).toMatchObject({ status: 'SUCCEEDED' });
      const [turns, orders, endings] = ['ask', 'execute', 'conclude'].map((name) => invocations(name));
      expect([turns?.length, orders?.length, endings?.length]).toEqual([1, 1, 1]);
      for (const { payload } of turns ?? []) mustReadVersioned(turnVersions, payload);
      for (const { payload } of orders ?? []) mustReadVersioned(orderVersions, payload);
      for (const { payload } of endings ?? []) mustReadVersioned(endingVersions, payload);
    }
  },
);

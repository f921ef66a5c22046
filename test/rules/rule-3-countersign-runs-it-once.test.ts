import { describe, expect, it } from 'vitest';
import type { RuleOn } from '../../core/policy/ruling.ts';
import type { Request } from '../../core/request/request.ts';
import { isQuorum } from '../../core/vote/quorum.ts';
import { sweepRequests } from '../../functions/workflow/sweep/sweep-requests.ts';
import { nextMoment } from '../support/all.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { allow, review, twoGroups } from '../support/given/rulings.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

const [security, data] = [people.securityOne.id, people.dataOne.id];
const peopleDecide: RuleOn = () => review({ ...twoGroups, run: 'countersign' });
const policyAllows: RuleOn = () => ({ ...allow, run: 'countersign' });

/** What is looked at before, and what is not. */
const looked = {
  action: 'rds:ModifyDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  parameters: { DBInstanceIdentifier: 'orders', PubliclyAccessible: true, ApplyImmediately: true },
  reason: 'A partner reads it for a day.',
};
const kinds = { 'that is looked at': looked, 'that is not': submissions.remove() } as const;

/** One that is killed comes again in five minutes. */
const sweep = (system: MemorySystem): Promise<unknown> =>
  sweepRequests({ ...system.ports, hasTime: () => true, onFailed: () => {} }).catch(() => undefined);

/** Whatever was killed has had its time: ten minutes of the workflow's retries, and the sweep. */
async function wait(system: MemorySystem): Promise<void> {
  await system.settle();
  for (let half = 0; half < 20; half += 1) await system.pass(30);
  for (let run = 0; run < 2; run += 1) await sweep(system);
  await system.settle();
}

/** Where it may end. What was sent and not heard of is nobody's to run again. */
function expectOneEnd(system: MemorySystem, request: Request, why: string | undefined): void {
  const { calls } = system.target;
  expect(calls.length, why).toBeLessThan(2);
  const begun = system.recordsOf(request.id).filter(({ change }) => change.type === 'running');
  expect(begun.length, why).toBeLessThan(2);
  for (const call of calls) {
    expect(call, why).toMatchObject({ requestId: request.id, digest: request.digest });
    expect(begun, why).toHaveLength(1);
  }
  if (request.state === 'done') expect(calls.length, why).toBe(1);
  if (request.state === 'approved' || request.state === 'allowed') expect(calls, why).toEqual([]);
  if (calls.length === 1) expect(['done', 'unknown'], why).toContain(request.state);
}

describe.each(Object.entries(kinds))('a request %s', (_, submission) => {
  const signed = async (system: MemorySystem) => {
    const request = await system.asked(submission);
    await system.click(security, 'approve', request);
    return request;
  };

  it('runs once, killed at whatever moment between its last vote and its end', async () => {
    const ends: string[] = [];
    const unknown: string[] = [];
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem({ ruleOn: peopleDecide });
      const { id, digest } = await signed(system);
      expect(await system.stateOf(id)).toBe('pending');
      expect(system.target.calls).toEqual([]);

      const strike = strikeAt(moment);
      system.outage.strike = strike;
      // Whoever clicked in vain is told, and clicks again.
      for (let click = 0; click < 2; click += 1) await system.click(data, 'approve', { id, digest });
      await wait(system);

      const request = await system.requests.get(id);
      if (!request || !('votes' in request)) throw new Error(`It is gone, ${strike.struck}`);
      expectOneEnd(system, request, strike.struck);
      expect(['done', 'unknown'], `${request.state} ${strike.struck}`).toContain(request.state);
      expect(isQuorum(twoGroups, request.votes), strike.struck).toBe(true);
      expect(new Set(request.votes.map(({ person }) => person)), strike.struck).toEqual(
        new Set([security, data]),
      );
      const told = system.published.at(-1)?.state;
      expect(told, strike.struck).toBe(request.state);
      if (request.state === 'unknown') unknown.push(`${strike.struck}`);
      ends.push(request.state);

      // And never again, whoever asks.
      system.outage.strike = () => {};
      const sent = system.target.calls.length;
      for (const order of [
        { v: 1 as const, requestId: id },
        { v: 1 as const, requestId: id, session: 'nightly-run' },
      ])
        expect((await system.execute(order)).state, strike.struck).toBe(request.state);
      expect((await system.runNow(id, digest)).body, strike.struck).toMatchObject({
        type: 'urn:countersign:problem:approval-used',
      });
      expect(system.target.calls.length, strike.struck).toBe(sent);
      if (strike.struck === undefined) break;
    }
    expect(ends.length).toBeGreaterThan(30);
    expect(ends.at(-1)).toBe('done');
    // Killed between the write that it begins and the answer: before, it is tried again; after, the end is known.
    expect(unknown).toEqual(expect.arrayContaining(['before target.send', 'after target.send']));
  });

  it('runs once of what policy allows, killed at whatever moment of the call for it', async () => {
    const unknown: string[] = [];
    const unwritten: string[] = [];
    let again = 0;
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem({ ruleOn: policyAllows });
      const { body } = await system.submit(submission);
      await system.settle();
      expect(system.target.calls).toEqual([]);
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const first = await system.runNow(body.id, body.digest);
      await wait(system);
      const request = await system.requests.get(body.id);
      if (!request) throw new Error(`It is gone, ${strike.struck}`);
      expectOneEnd(system, request, strike.struck);
      expect(['allowed', 'done', 'unknown'], `${request.state} ${strike.struck}`).toContain(request.state);
      if (first.status === 200) {
        expect(first.body, strike.struck).toHaveProperty('answer');
        if (request.state !== 'done') unwritten.push(`${strike.struck}`);
      }
      if (request.state === 'unknown') unknown.push(`${strike.struck}`);
      system.outage.strike = () => {};
      const second = await system.runNow(body.id, body.digest);
      if (request.state === 'allowed') {
        again += 1;
        expect(second.status, strike.struck).toBe(200);
        expect(system.target.calls, strike.struck).toHaveLength(1);
      } else expect(second.status, strike.struck).toBe(409);
      if (strike.struck === undefined) break;
    }
    expect(again).toBeGreaterThan(4);
    expect(unknown).toEqual(expect.arrayContaining(['before target.send', 'after target.send']));
    // AWS has answered by then: who asked has that, though only `unknown` could be written.
    expect(unwritten.length).toBeGreaterThan(1);
    expect(unknown).toEqual(expect.arrayContaining(unwritten));
  });

  it('is never run while one of its people has not signed, whatever breaks and whoever asks', async () => {
    for (let moment = 1; ; moment = nextMoment(moment)) {
      const system = memorySystem({ ruleOn: peopleDecide });
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const submitted = await system.submit(submission);
      await system.settle();
      const request = system.requests.written[0]?.request ?? submitted.body;
      for (let click = 0; click < 2; click += 1) await system.click(security, 'approve', request);
      await system.settle();
      await system.execute({ v: 1, requestId: request.id }).catch(() => undefined);
      await system.runNow(request.id, request.digest);
      for (const seconds of [601, 600, 600, 60, 60]) await system.pass(seconds);
      await system.runNow(request.id, request.digest);
      expect(system.target.calls, strike.struck).toEqual([]);
      for (const { record } of system.requests.written)
        expect(['running', 'ran', 'not-run'], strike.struck).not.toContain(record.change.type);
      if (strike.struck === undefined) break;
    }
  });

  it('is sent by one of many that run it at once', async () => {
    const system = memorySystem({ ruleOn: policyAllows });
    const { body } = await system.submit(submission);
    const answers = await Promise.all(Array.from({ length: 8 }, () => system.runNow(body.id, body.digest)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    expect(system.target.calls).toHaveLength(1);
  });
});

describe('a call that AWS does not answer', () => {
  it('is unknown, shown as such, and not made again', async () => {
    const system = memorySystem({ ruleOn: () => review({ run: 'countersign' }) });
    system.target.answer = { kind: 'unknown', code: 'ECONNRESET' };
    const { id, digest } = await system.asked(submissions.remove());
    await system.click(security, 'approve', { id, digest });
    await wait(system);
    expect(await system.requests.get(id)).toMatchObject({ state: 'unknown' });
    expect(system.recordsOf(id).at(-1)).toMatchObject({
      change: { type: 'unanswered', code: 'ECONNRESET' },
      state: 'unknown',
    });
    for (const shown of system.messenger.cards.values()) expect(shown.state).toBe('unknown');
    expect((await system.runNow(id, digest)).status).toBe(409);
    expect(system.target.calls).toHaveLength(1);
  });
});

describe('an outage before the call', () => {
  it('leaves what was approved to be run by its agent, for as long as its window stands', async () => {
    const system = memorySystem({ ruleOn: () => review({ run: 'countersign' }) });
    const { id, digest } = await system.asked(submissions.remove());
    system.outage.strike = (call) => {
      if (call === 'prepare') throw new Error('STS is away');
    };
    await system.click(security, 'approve', { id, digest });
    await system.settle();
    await system.pass(600);
    expect(await system.stateOf(id)).toBe('approved');
    expect(system.workflow.due()).toBeUndefined();
    system.outage.strike = () => {};
    expect((await system.runNow(id, digest)).status).toBe(200);
    expect(system.target.calls).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleOn } from '../../core/policy/ruling.ts';
import type { Request } from '../../core/request/request.ts';
import { wishes } from '../support/given/catalog.ts';
import { people, strangerSlackId } from '../support/given/directory.ts';
import { allow, review, twoGroups } from '../support/given/rulings.ts';
import { type House, type HouseSettings, memoryHouse } from '../support/memory-deployment.ts';
import { type Strike, strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';

capturedOutput();

type Vote = readonly [who: string, choice: 'approve' | 'deny'];
const [security, data] = [people.securityOne.id, people.dataOne.id];
const needsTwo: RuleOn = () => review(twoGroups);

/** A request's whole life: asked, voted on, escalated, timed out. */
async function live(house: House, votes: readonly Vote[]): Promise<void> {
  await house.submit(wishes.remove(), { headers: { 'idempotency-key': 'k1' } });
  await house.settle();
  for (const [who, choice] of votes) {
    const [step] = house.requests.written;
    if (step) await house.press(who, choice, step.request);
    await house.settle();
  }
  for (const seconds of [601, 600, 600, 60, 60]) await house.pass(seconds);
}

/** Whoever asks is told no, and nothing that was written or published says yes. */
async function expectNotRun(house: House, why: string): Promise<void> {
  const ran: Request['state'][] = ['approved', 'claimed', 'done', 'failed'];
  for (const { request } of house.requests.written) expect(ran, why).not.toContain(request.state);
  for (const { state } of house.published) expect(ran, why).not.toContain(state);
  for (const { request } of house.requests.written) {
    for (const status of ['started', 'done', 'failed'])
      expect((await house.report(request.id, status, request.digest)).status, why).toBe(409);
  }
}

/** Runs with an outage at every moment in turn, until there is no moment left. */
async function atEveryMoment(
  run: (house: House, strike: Strike & { struck: string | undefined }) => Promise<void>,
): Promise<number> {
  for (let moment = 1; ; moment += 1) {
    const house = memoryHouse({ ruleOn: needsTwo });
    const strike = strikeAt(moment);
    house.outage.strike = strike;
    await run(house, strike);
    if (strike.struck === undefined) return moment - 1;
  }
}

describe('a request that too few people have signed', () => {
  it.each<[string, Vote[]]>([
    ['nobody', []],
    ['one of two', [[security, 'approve']]],
    ['one of two, five times', Array.from({ length: 5 }, () => [security, 'approve'] as const)],
    [
      'two of the same group',
      [
        [security, 'approve'],
        [people.securityTwo.id, 'approve'],
      ],
    ],
    [
      'one person of both groups',
      [
        [people.both.id, 'approve'],
        [people.both.id, 'approve'],
      ],
    ],
    [
      'somebody who is only told',
      [
        [security, 'approve'],
        [people.onCall.id, 'approve'],
      ],
    ],
    [
      'a stranger',
      [
        [security, 'approve'],
        [strangerSlackId, 'approve'],
      ],
    ],
    [
      'a person outside the groups',
      [
        [security, 'approve'],
        [people.outsider.id, 'approve'],
      ],
    ],
    [
      'the owner',
      [
        [people.owner.id, 'approve'],
        [data, 'approve'],
      ],
    ],
  ])('expires: %s', async (_, votes) => {
    const house = memoryHouse({ ruleOn: needsTwo });
    await live(house, votes);
    await expectNotRun(house, 'too few');
    expect(house.published).toMatchObject([{ state: 'expired' }]);
  });

  it('never runs, whatever breaks at whatever moment, and comes to its end all the same', async () => {
    const moments = await atEveryMoment(async (house, strike) => {
      await live(house, [[security, 'approve']]);
      house.outage.strike = () => {};
      await house.pass(3_600);
      await expectNotRun(house, `${strike.struck}`);
      for (const { requestId } of house.workflow.executions.values())
        expect(await house.stateOf(requestId), strike.struck).toBe('expired');
      expect(house.requests.written.length === 0 || house.published.length > 0, strike.struck).toBe(true);
    });
    expect(moments).toBeGreaterThan(60);
  });

  it.each([
    'ruleOn',
    'requests.get',
    'requests.create',
    'requests.advance',
    'slots.claim',
    'slots.release',
    'tokens.put',
    'tokens.get',
    'tokens.drop',
    'cards.list',
    'cards.put',
    'messenger.post',
    'messenger.update',
    'messenger.call',
    'messenger.whisper',
    'aliases.follow',
    'signingSecret',
    'publish',
    'start',
    'wake',
  ])('never runs while %s fails for good', async (name) => {
    for (const moment of ['before', 'after'] as const) {
      const house = memoryHouse({ ruleOn: needsTwo });
      house.outage.strike = (call, when) => {
        if (call === name && when === moment) throw new Error('gone');
      };
      await live(house, [
        [security, 'approve'],
        [people.outsider.id, 'approve'],
      ]);
      house.outage.strike = () => {};
      await expectNotRun(house, `${moment} ${name}`);
    }
  });
});

describe('a request that all have signed', () => {
  const all: Vote[] = [
    [security, 'approve'],
    [data, 'approve'],
  ];

  it('is approved by exactly them, whatever broke on the way', async () => {
    await atEveryMoment(async (house, strike) => {
      await house.submit(wishes.remove(), { headers: { 'idempotency-key': 'k1' } });
      await house.submit(wishes.remove(), { headers: { 'idempotency-key': 'k1' } });
      await house.settle();
      await house.pass(61);
      const [first] = house.requests.written;
      if (!first) throw new Error(`Nothing was written, ${strike.struck}.`);
      // Slack shows a warning to whoever clicked in vain, and they click again.
      for (const [who, choice] of [...all, ...all]) await house.press(who, choice, first.request);
      await house.settle();
      await house.pass(1);
      const request = await house.requests.get(first.request.id);
      if (request?.state !== 'approved') throw new Error(`${request?.state}, ${strike.struck}`);
      const signers = request.votes.map(({ person }) => person);
      expect(signers.toSorted(), strike.struck).toEqual([data, security]);
      const [execution] = house.workflow.executions.values();
      expect(execution, strike.struck).toMatchObject({ state: 'ended' });
      expect(new Set(house.published.map(({ state }) => state)), strike.struck).toEqual(
        new Set(['approved']),
      );
      // A card whose posting crashed before it was noted is put right as soon as somebody presses it.
      const forgotten = [...house.messenger.cards].find(([, shown]) => shown.state === 'pending');
      const posting = ['after messenger.post', 'before cards.put'];
      expect(forgotten === undefined || posting.includes(`${strike.struck}`), strike.struck).toBe(true);
      if (forgotten) await house.press(data, 'approve', { ...request, ts: forgotten[0] });
      for (const shown of house.messenger.cards.values()) expect(shown.state, strike.struck).toBe('approved');
    });
  });

  it('is approved only from the moment when the last of them has', async () => {
    const house = memoryHouse({ ruleOn: needsTwo });
    const request = await house.asked(wishes.remove());
    await house.press(security, 'approve', request);
    expect((await house.report(request.id, 'started', request.digest)).status).toBe(409);
    await house.press(data, 'approve', request);
    expect((await house.report(request.id, 'started', request.digest)).status).toBe(200);
  });
});

describe('the quorum in the moment when a tier ends', () => {
  it('stands, when the workflow turns the tier before it hears of it', async () => {
    const house = memoryHouse({ ruleOn: needsTwo });
    const request = await house.asked(wishes.remove());
    await house.press(security, 'approve', request);
    await house.press(data, 'approve', request);
    house.clock.pass(600);
    await house.workflow.run();
    await house.settle();
    expect(await house.stateOf(request.id)).toBe('approved');
    expect(house.workflow.executions.get(request.id)).toMatchObject({
      state: 'ended',
      cause: { kind: 'decided' },
    });
    expect(house.messenger.calls).toEqual([]);
  });

  it('stands, when the last tier ends before the workflow hears of it', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    await house.press(security, 'approve', request);
    house.clock.pass(1_800);
    await house.workflow.run();
    await house.settle();
    expect(await house.stateOf(request.id)).toBe('approved');
    expect(house.published).toMatchObject([{ state: 'approved' }]);
    expect(house.requests.written.map(({ request: { state } }) => state)).not.toContain('expired');
  });

  it('is none, when the last vote comes in the very moment of the expiry', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    house.clock.pass(1_800);
    await house.press(security, 'approve', request);
    await house.settle();
    expect(await house.stateOf(request.id)).toBe('expired');
    expect(house.messenger.whispers).toMatchObject([{ text: 'The time to decide this request is over.' }]);
  });

  it('and an expiry at once: one of them is written, never both', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.nat(30),
        async (order, moment) => {
          const house = memoryHouse();
          const request = await house.asked(wishes.remove());
          house.clock.pass(1_799);
          house.outage.strike = strikeAt(moment);
          const moves = [
            () => house.press(security, 'approve', request),
            () => house.withdraw(request.id),
            () => house.deliver().then(() => house.workflow.run()),
          ];
          await Promise.all(order.map((index) => moves[index]?.()));
          house.outage.strike = () => {};
          await house.pass(61);
          const ends = house.requests.written.filter(({ request: { state } }) => state !== 'pending');
          expect(ends).toHaveLength(1);
        },
      ),
    );
  });
});

describe('a process that is killed between the vote and the wake-up', () => {
  it.each(['before wake', 'after wake', 'before tokens.get', 'before requests.get'])(
    'is made good by the stream: killed %s, the workflow ends approved and is resumed once',
    async (moment) => {
      const house = memoryHouse();
      const request = await house.asked(wishes.remove());
      await house.press(security, 'approve', request);
      let kills = 3;
      house.outage.strike = (call, when) => {
        if (`${when} ${call}` === moment && kills-- > 0) throw new Error('killed');
      };
      await house.settle();
      expect(await house.stateOf(request.id)).toBe('approved');
      expect(house.workflow.executions.get(request.id)).toMatchObject({ state: 'ended', resumed: 1 });
      expect(house.published).toHaveLength(1);
    },
  );

  it('is made good by the next tier, even when the stream stands still', async () => {
    const house = memoryHouse({
      ruleOn: () => review({ escalations: [{ afterSeconds: 600, group: 'sre-oncall' }] }),
    });
    const request = await house.asked(wishes.remove());
    await house.press(security, 'approve', request);
    house.clock.pass(601);
    await house.workflow.run();
    await house.workflow.run();
    expect(house.published).toMatchObject([{ state: 'approved' }]);
  });
});

describe('Slack', () => {
  it('that is down for good leaves the request pending, then expired; never approved, never lost', async () => {
    const house = memoryHouse();
    house.messenger.down = true;
    const request = await house.asked(wishes.remove());
    expect((await house.watch(request.id)).body.state).toBe('pending');
    await house.pass(900);
    expect((await house.watch(request.id)).body.state).toBe('pending');
    await house.pass(901);
    expect((await house.watch(request.id)).body.state).toBe('expired');
    await expectNotRun(house, 'Slack is down');
    expect(await house.requests.get(request.id)).toMatchObject({ error: 'SlackUnavailable' });
  });

  it('that comes back is asked again, and everybody who should know by then is told', async () => {
    const house = memoryHouse({ ruleOn: needsTwo });
    house.messenger.down = true;
    const request = await house.asked(wishes.remove());
    await house.pass(700);
    house.messenger.down = false;
    await house.pass(61);
    expect(house.messenger.cards.size).toBe(1);
    expect(house.messenger.calls).toMatchObject([{ groups: ['sre-oncall'] }]);
    await house.press(security, 'approve', request);
    await house.press(data, 'approve', request);
    await house.settle();
    expect(house.published).toMatchObject([{ state: 'approved' }]);
  });
});

describe('what policy does not clearly allow', () => {
  const answerTo = async (settings: HouseSettings, body: unknown) => {
    const house = memoryHouse(settings);
    const answer = await house.submit(body);
    await house.settle();
    await expectNotRun(house, 'not allowed');
    return answer;
  };

  it('does not run where policy fails', async () => {
    const broken: RuleOn = () => {
      throw new Error('The policy set is broken.');
    };
    expect((await answerTo({ ruleOn: broken }, wishes.look)).status).toBe(500);
  });

  it('does not run where policy refuses', async () => {
    expect((await answerTo({}, wishes.removeCluster)).status).toBe(403);
  });

  it('does not run where nobody knows the action, even if policy would allow all', async () => {
    const unknown = { ...wishes.look, action: 'rds:RebootTheWorld' };
    expect((await answerTo({ ruleOn: () => allow }, unknown)).status).toBe(422);
  });

  it('is never answered with 200 again once it is over', async () => {
    const house = memoryHouse();
    const key = { headers: { 'idempotency-key': 'k1' } };
    const { body } = await house.submit(wishes.remove(), key);
    await house.settle();
    await house.press(security, 'deny', body);
    expect((await house.submit(wishes.remove(), key)).status).toBe(409);
  });

  it.each([wishes.look, wishes.remove()])(
    'is never answered with 200 again when its window is over',
    async (wish) => {
      const house = memoryHouse();
      const key = { headers: { 'idempotency-key': 'k1' } };
      const { body } = await house.submit(wish, key);
      await house.settle();
      if (body.state === 'pending') await house.press(security, 'approve', body);
      expect((await house.submit(wish, key)).status).toBe(200);
      house.clock.pass(3_600);
      const late = await house.submit(wish, key);
      expect(late).toMatchObject({ status: 409, body: { type: 'urn:countersign:problem:signature-lapsed' } });
    },
  );
});

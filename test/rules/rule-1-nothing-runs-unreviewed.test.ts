import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleOn } from '../../core/policy/ruling.ts';
import type { Request } from '../../core/request/request.ts';
import { submissions } from '../support/given/catalog.ts';
import { people, strangerSlackId } from '../support/given/directory.ts';
import { allow, review, twoGroups } from '../support/given/rulings.ts';
import { type Strike, strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import {
  type MemorySystem,
  rooms,
  type SystemSettings,
  memorySystem as systemWith,
} from '../support/memory-system.ts';

capturedOutput();

type Vote = readonly [who: string, choice: 'approve' | 'deny'];
const [security, data] = [people.securityOne.id, people.dataOne.id];
const needsTwo: RuleOn = () => review(twoGroups);

/** A request's whole life: asked, voted on, escalated, timed out. */
async function live(system: MemorySystem, votes: readonly Vote[]): Promise<void> {
  await system.submit(submissions.remove(), { headers: { 'idempotency-key': 'k1' } });
  await system.settle();
  for (const [who, choice] of votes) {
    const [transition] = system.requests.written;
    if (transition) await system.click(who, choice, transition.request);
    await system.settle();
  }
  for (const seconds of [601, 600, 600, 60, 60]) await system.pass(seconds);
}

/** Whoever asks is told no, and nothing that was written or published says yes. */
async function expectNotRun(system: MemorySystem, why: string): Promise<void> {
  const ran: Request['state'][] = ['approved', 'started', 'done', 'failed'];
  for (const { request } of system.requests.written) expect(ran, why).not.toContain(request.state);
  for (const { state } of system.published) expect(ran, why).not.toContain(state);
  for (const { request } of system.requests.written) {
    expect((await system.start(request.id, request.digest)).status, why).toBe(409);
    for (const status of ['done', 'failed'])
      expect((await system.report(request.id, status, request.digest)).status, why).toBe(409);
  }
}

describe.each(rooms)('where people decide in %s', (room) => {
  const memorySystem = (settings: SystemSettings = {}) => systemWith({ ...settings, room });

  /** Runs with an outage at every moment in turn, until there is no moment left. */
  async function atEveryMoment(
    run: (system: MemorySystem, strike: Strike & { struck: string | undefined }) => Promise<void>,
  ): Promise<number> {
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem({ ruleOn: needsTwo });
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      await run(system, strike);
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
      const system = memorySystem({ ruleOn: needsTwo });
      await live(system, votes);
      await expectNotRun(system, 'too few');
      expect(system.published).toMatchObject([{ state: 'expired' }]);
    });

    it('never runs, whatever breaks at whatever moment, and comes to its end all the same', async () => {
      const moments = await atEveryMoment(async (system, strike) => {
        await live(system, [[security, 'approve']]);
        system.outage.strike = () => {};
        await system.pass(3_600);
        await expectNotRun(system, `${strike.struck}`);
        for (const { requestId } of system.workflow.executions.values())
          expect(await system.stateOf(requestId), strike.struck).toBe('expired');
        expect(system.requests.written.length === 0 || system.published.length > 0, strike.struck).toBe(true);
      });
      expect(moments).toBeGreaterThan(60);
    });

    it.each([
      'ruleOn',
      'requests.get',
      'requests.create',
      'requests.advance',
      'slots.reserve',
      'slots.release',
      'tokens.put',
      'tokens.get',
      'tokens.drop',
      'cards.list',
      'cards.put',
      'messengers.slack.post',
      'messengers.slack.update',
      'messengers.slack.notify',
      'messengers.slack.replyPrivately',
      'messengers.terminal.post',
      'messengers.terminal.update',
      'messengers.terminal.notify',
      'aliases.follow',
      'signingSecret',
      'publish',
      'start',
      'wake',
    ])('never runs while %s fails for good', async (name) => {
      for (const moment of ['before', 'after'] as const) {
        const system = memorySystem({ ruleOn: needsTwo });
        system.outage.strike = (call, when) => {
          if (call === name && when === moment) throw new Error('gone');
        };
        await live(system, [
          [security, 'approve'],
          [people.outsider.id, 'approve'],
        ]);
        system.outage.strike = () => {};
        await expectNotRun(system, `${moment} ${name}`);
      }
    });
  });

  describe('a request that all have signed', () => {
    const all: Vote[] = [
      [security, 'approve'],
      [data, 'approve'],
    ];

    it('is approved by exactly them, whatever broke on the way', async () => {
      await atEveryMoment(async (system, strike) => {
        await system.submit(submissions.remove(), { headers: { 'idempotency-key': 'k1' } });
        await system.submit(submissions.remove(), { headers: { 'idempotency-key': 'k1' } });
        await system.settle();
        await system.pass(61);
        const [first] = system.requests.written;
        if (!first) throw new Error(`Nothing was written, ${strike.struck}.`);
        // Slack shows a warning to whoever clicked in vain, and they click again.
        for (const [who, choice] of [...all, ...all]) await system.click(who, choice, first.request);
        await system.settle();
        await system.pass(1);
        const request = await system.requests.get(first.request.id);
        if (request?.state !== 'approved') throw new Error(`${request?.state}, ${strike.struck}`);
        const signers = request.votes.map(({ person }) => person);
        expect(signers.toSorted(), strike.struck).toEqual([data, security]);
        const [execution] = system.workflow.executions.values();
        expect(execution, strike.struck).toMatchObject({ state: 'ended' });
        expect(new Set(system.published.map(({ state }) => state)), strike.struck).toEqual(
          new Set(['approved']),
        );
        // A card whose posting crashed before it was noted is put right as soon as somebody presses it.
        const forgotten = [...system.messenger.cards].find(([, shown]) => shown.state === 'pending');
        const posting = [`after messengers.${room}.post`, 'before cards.put'];
        expect(forgotten === undefined || posting.includes(`${strike.struck}`), strike.struck).toBe(true);
        if (forgotten) await system.click(data, 'approve', { ...request, ref: forgotten[0] });
        for (const shown of system.messenger.cards.values())
          expect(shown.state, strike.struck).toBe('approved');
      });
    });

    it('is approved only from the moment when the last of them has', async () => {
      const system = memorySystem({ ruleOn: needsTwo });
      const request = await system.asked(submissions.remove());
      await system.click(security, 'approve', request);
      expect((await system.start(request.id, request.digest)).status).toBe(409);
      await system.click(data, 'approve', request);
      expect((await system.start(request.id, request.digest)).status).toBe(200);
    });
  });

  describe('the quorum in the moment when a tier ends', () => {
    it('stands, when the workflow turns the tier before it hears of it', async () => {
      const system = memorySystem({ ruleOn: needsTwo });
      const request = await system.asked(submissions.remove());
      await system.click(security, 'approve', request);
      await system.click(data, 'approve', request);
      system.clock.pass(600);
      await system.workflow.run();
      await system.settle();
      expect(await system.stateOf(request.id)).toBe('approved');
      expect(system.workflow.executions.get(request.id)).toMatchObject({
        state: 'ended',
        cause: { kind: 'decided' },
      });
      expect(system.messenger.notified).toEqual([]);
    });

    it('stands, when the last tier ends before the workflow hears of it', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      await system.click(security, 'approve', request);
      system.clock.pass(1_800);
      await system.workflow.run();
      await system.settle();
      expect(await system.stateOf(request.id)).toBe('approved');
      expect(system.published).toMatchObject([{ state: 'approved' }]);
      expect(system.requests.written.map(({ request: { state } }) => state)).not.toContain('expired');
    });

    it('is none, when the last vote comes in the very moment of the expiry', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      system.clock.pass(1_800);
      await system.click(security, 'approve', request);
      await system.settle();
      expect(await system.stateOf(request.id)).toBe('expired');
      expect(system.messenger.privateReplies).toMatchObject([
        { text: 'The time to decide this request is over.' },
      ]);
    });

    it('and an expiry at once: one of them is written, never both', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
          fc.nat(30),
          async (order, moment) => {
            const system = memorySystem();
            const request = await system.asked(submissions.remove());
            system.clock.pass(1_799);
            system.outage.strike = strikeAt(moment);
            const moves = [
              () => system.click(security, 'approve', request),
              () => system.withdraw(request.id),
              () => system.deliver().then(() => system.workflow.run()),
            ];
            await Promise.all(order.map((index) => moves[index]?.()));
            system.outage.strike = () => {};
            await system.pass(61);
            const ends = system.requests.written.filter(({ request: { state } }) => state !== 'pending');
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
        const system = memorySystem();
        const request = await system.asked(submissions.remove());
        await system.click(security, 'approve', request);
        let kills = 3;
        system.outage.strike = (call, when) => {
          if (`${when} ${call}` === moment && kills-- > 0) throw new Error('killed');
        };
        await system.settle();
        expect(await system.stateOf(request.id)).toBe('approved');
        expect(system.workflow.executions.get(request.id)).toMatchObject({ state: 'ended', resumed: 1 });
        expect(system.published).toHaveLength(1);
      },
    );

    it('is made good by the next tier, even when the stream stands still', async () => {
      const system = memorySystem({
        ruleOn: () => review({ notifications: [{ afterSeconds: 600, group: 'sre-oncall' }] }),
      });
      const request = await system.asked(submissions.remove());
      await system.click(security, 'approve', request);
      system.clock.pass(601);
      await system.workflow.run();
      await system.workflow.run();
      expect(system.published).toMatchObject([{ state: 'approved' }]);
    });
  });

  describe('Slack', () => {
    it('that is down for good leaves the request pending, then expired; never approved, never lost', async () => {
      const system = memorySystem();
      system.messenger.down = true;
      const request = await system.asked(submissions.remove());
      expect((await system.watch(request.id)).body.state).toBe('pending');
      await system.pass(900);
      expect((await system.watch(request.id)).body.state).toBe('pending');
      await system.pass(901);
      expect((await system.watch(request.id)).body.state).toBe('expired');
      await expectNotRun(system, 'Slack is down');
      expect(await system.requests.get(request.id)).toMatchObject({ error: 'MessengerUnavailable' });
    });

    it('that comes back is asked again, and everybody who should know by then is told', async () => {
      const system = memorySystem({ ruleOn: needsTwo });
      system.messenger.down = true;
      const request = await system.asked(submissions.remove());
      await system.pass(700);
      system.messenger.down = false;
      await system.pass(61);
      expect(system.messenger.cards.size).toBe(1);
      expect(system.messenger.notified).toMatchObject([{ groups: ['sre-oncall'] }]);
      await system.click(security, 'approve', request);
      await system.click(data, 'approve', request);
      await system.settle();
      expect(system.published).toMatchObject([{ state: 'approved' }]);
    });
  });

  describe('what policy does not clearly allow', () => {
    const answerTo = async (settings: SystemSettings, body: unknown) => {
      const system = memorySystem(settings);
      const answer = await system.submit(body);
      await system.settle();
      await expectNotRun(system, 'not allowed');
      return answer;
    };

    it('does not run where policy fails', async () => {
      const broken: RuleOn = () => {
        throw new Error('The policy set is broken.');
      };
      expect((await answerTo({ ruleOn: broken }, submissions.look)).status).toBe(500);
    });

    it('does not run where policy refuses', async () => {
      expect((await answerTo({}, submissions.removeCluster)).status).toBe(403);
    });

    it('does not run where nobody knows the action, even if policy would allow all', async () => {
      const unknown = { ...submissions.look, action: 'rds:RebootTheWorld' };
      expect((await answerTo({ ruleOn: () => allow }, unknown)).status).toBe(422);
    });

    it('is never answered with 200 again once it is over', async () => {
      const system = memorySystem();
      const key = { headers: { 'idempotency-key': 'k1' } };
      const { body } = await system.submit(submissions.remove(), key);
      await system.settle();
      await system.click(security, 'deny', body);
      expect((await system.submit(submissions.remove(), key)).status).toBe(409);
    });

    it.each([submissions.look, submissions.remove()])(
      'is never answered with 200 again when its window is over',
      async (submission) => {
        const system = memorySystem();
        const key = { headers: { 'idempotency-key': 'k1' } };
        const { body } = await system.submit(submission, key);
        await system.settle();
        if (body.state === 'pending') await system.click(security, 'approve', body);
        expect((await system.submit(submission, key)).status).toBe(200);
        system.clock.pass(3_600);
        const late = await system.submit(submission, key);
        expect(late).toMatchObject({
          status: 409,
          body: { type: 'urn:countersign:problem:approval-lapsed' },
        });
      },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleOn } from '../../core/policy/ruling.ts';
import { nextMoment, runs, someOf } from '../support/all.ts';
import { expectNothingWritten, expectNotRun } from '../support/expect-not-run.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { review, twoGroups } from '../support/given/rulings.ts';
import { type Strike, strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import {
  type MemorySystem,
  type Room,
  rooms,
  type SystemSettings,
  memorySystem as systemWith,
} from '../support/memory-system.ts';

capturedOutput();

const [security, data] = [people.securityOne.id, people.dataOne.id];
const needsTwo: RuleOn = () => review(twoGroups);
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

/** Every port that a deployment has. */
const portsOf = (room: Room): string[] => [
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
  'threads.told',
  'threads.put',
  'people.keep',
  'directMessages.list',
  ...rooms.flatMap((each) =>
    ['post', 'update', 'notify', 'tell'].map((name) => `messengers.${each}.${name}`),
  ),
  `messengers.${room}.replyPrivately`,
  'rates.take',
  'keys.bind',
  'keys.lead',
  ...(room === 'slack' ? ['signingSecret.read', 'signingSecret.readAnew', 'roomUsers.user'] : []),
  'publish',
  'putLines',
  'start',
  'wake',
  'sleep',
];

describe.each(rooms)('where people decide in %s', (room) => {
  const memorySystem = (settings: SystemSettings = {}) => systemWith({ ...settings, room });

  /** Runs with an outage at one moment after the other, until there is none left, and tells how many there were. */
  async function atEveryMoment(
    run: (system: MemorySystem, strike: Strike & { struck: string | undefined }) => Promise<void>,
  ): Promise<number> {
    for (let moment = 1; ; moment = nextMoment(moment)) {
      const system = memorySystem({ ruleOn: needsTwo });
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      await run(system, strike);
      if (strike.struck === undefined) return moment - 1;
    }
  }

  describe('a request that one of two has signed', () => {
    it('never runs, whatever breaks at whatever moment, and comes to its end all the same', async () => {
      let unwritten = 0;
      const moments = await atEveryMoment(async (system, strike) => {
        await system.submit(submissions.remove(), keyed('k1'));
        await system.settle();
        const [first] = system.requests.written;
        if (first) await system.click(security, 'approve', first.request);
        for (const seconds of [1, 600, 600, 600, 60, 60]) await system.pass(seconds);
        system.outage.strike = () => {};
        await system.pass(3_600);
        if (!first) {
          unwritten += 1;
          expectNothingWritten(system, `${strike.struck}`);
          return;
        }
        await expectNotRun(system, `${strike.struck}`);
        expect(await system.stateOf(first.request.id), strike.struck).toBe('expired');
        expect(system.published, strike.struck).not.toEqual([]);
      });
      expect(moments).toBeGreaterThan(60);
      expect(unwritten).toBeLessThan(12);
    });

    /** One waits for its second signature, one is about to be withdrawn. */
    async function given() {
      const system = memorySystem({ ruleOn: needsTwo });
      const waiting = await system.asked(submissions.remove('waiting'));
      await system.click(security, 'approve', waiting);
      const leaving = await system.asked(submissions.remove('leaving'));
      return { system, waiting, leaving };
    }

    /** From here on every port is needed; all that lacks is the second signature. */
    async function goOn({ system, waiting, leaving }: Awaited<ReturnType<typeof given>>): Promise<void> {
      await system.submit(submissions.remove('new'), keyed('k1'));
      await system.submit(submissions.remove('new'), keyed('k2'));
      await system.settle();
      await system.click(people.outsider.id, 'approve', waiting);
      await system.click(security, 'approve', waiting);
      if (room === 'slack') await system.forge(security, waiting);
      await system.withdraw(leaving.id);
      await system.watch(waiting.id, { wait: '2' });
      for (const seconds of [601, 600, 600, 60, 60]) await system.pass(seconds);
    }

    it('needs all of these ports', async () => {
      const story = await given();
      const called = new Set<string>();
      story.system.outage.strike = (call) => called.add(call);
      await goOn(story);
      expect([...called].toSorted()).toEqual(portsOf(room).toSorted());
    });

    const outages = portsOf(room).flatMap((port) =>
      (['before', 'after'] as const).map((moment) => [port, moment] as const),
    );
    // In each room it is another half.
    it.each(someOf(outages, 2, rooms.indexOf(room)))(
      'never runs while %s fails for good, %s it has done its work',
      async (port, moment) => {
        const story = await given();
        const { system, waiting } = story;
        let struck = 0;
        system.outage.strike = (call, when) => {
          if (call !== port || when !== moment) return;
          struck += 1;
          throw new Error('gone');
        };
        await goOn(story);
        expect(struck).toBeGreaterThan(0);
        system.outage.strike = () => {};
        await expectNotRun(system, `${moment} ${port}`);
        expect(await system.requests.get(waiting.id)).toMatchObject({ votes: [{ person: security }] });
      },
    );
  });

  describe('a request that all have signed', () => {
    it('is approved by exactly them, whatever broke on the way', async () => {
      const moments = await atEveryMoment(async (system, strike) => {
        await system.submit(submissions.remove(), keyed('k1'));
        await system.submit(submissions.remove(), keyed('k1'));
        await system.settle();
        await system.pass(61);
        const [first] = system.requests.written;
        if (!first) throw new Error(`Nothing was written, ${strike.struck}.`);
        // Slack shows a warning to whoever clicked in vain, and they click again.
        for (const who of [security, data, security, data]) await system.click(who, 'approve', first.request);
        await system.settle();
        // The longest first pause of what failed once: that of Execute.
        await system.pass(6);
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
        expect(system.messenger.cards.size, strike.struck).toBeGreaterThan(0);
        for (const shown of system.messenger.cards.values())
          expect(shown.state, strike.struck).toBe('approved');
      });
      expect(moments).toBeGreaterThan(60);
    });
  });

  describe('a vote, a withdrawal and the expiry in the same moment', () => {
    it('are one end of the request, never two, whatever breaks between them', async () => {
      const ends: string[] = [];
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
          fc.nat(30),
          // A vote takes the most turns until it is written: the others begin later, or nearly always are the first.
          fc.tuple(fc.nat(10), fc.nat(100), fc.nat(100)),
          async (order, moment, turns) => {
            const system = memorySystem();
            const request = await system.asked(submissions.remove());
            system.clock.pass(1_799);
            system.outage.strike = strikeAt(moment);
            const moves = [
              () => system.click(security, 'approve', request),
              () => system.withdraw(request.id),
              async () => {
                system.clock.pass(1);
                await system.workflow.run();
              },
            ];
            await Promise.all(
              order.map(async (index) => {
                for (let turn = 0; turn < (turns[index] ?? 0); turn += 1) await undefined;
                await moves[index]?.();
              }),
            );
            system.outage.strike = () => {};
            await system.pass(61);
            const decided = system.requests.written.filter(({ request: { state } }) => state !== 'pending');
            expect(decided).toHaveLength(1);
            ends.push(decided[0]?.request.state ?? '');
          },
        ),
        runs(150, 2_000),
      );
      for (const end of ['approved', 'withdrawn', 'expired'])
        expect(ends.filter((state) => state === end).length, end).toBeGreaterThan(ends.length / 15);
    });
  });

  describe('a process that is killed between the vote and the wake-up', () => {
    it.each(['before wake', 'after wake', 'before tokens.get', 'before requests.get'])(
      'is made good by the stream: killed %s, the workflow ends approved and is resumed once',
      async (moment) => {
        const system = memorySystem();
        const request = await system.asked(submissions.remove());
        await system.click(security, 'approve', request);
        let kills = 0;
        system.outage.strike = (call, when) => {
          if (`${when} ${call}` !== moment || kills === 3) return;
          kills += 1;
          throw new Error('killed');
        };
        await system.settle();
        expect(kills).toBeGreaterThan(0);
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
});

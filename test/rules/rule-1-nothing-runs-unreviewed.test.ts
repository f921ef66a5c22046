import { describe, expect, it } from 'vitest';
import type { RuleOn } from '../../core/policy/ruling.ts';
import { expectNothingWritten, expectNotRun } from '../support/expect-not-run.ts';
import { submissions } from '../support/given/catalog.ts';
import { people, strangerSlackId } from '../support/given/directory.ts';
import { allow, review, twoGroups } from '../support/given/rulings.ts';
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

describe.each(rooms)('where people decide in %s', (room) => {
  const memorySystem = (settings: SystemSettings = {}) => systemWith({ ...settings, room });

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
  });

  describe('a request that all have signed', () => {
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
      const { status } = await system.submit(body);
      await system.settle();
      return { system, status };
    };

    it('does not run where policy fails', async () => {
      const broken: RuleOn = () => {
        throw new Error('The policy set is broken.');
      };
      const { system, status } = await answerTo({ ruleOn: broken }, submissions.look);
      expect(status).toBe(500);
      expectNothingWritten(system, 'policy fails');
    });

    it('does not run where policy refuses', async () => {
      const { system, status } = await answerTo({}, submissions.removeCluster);
      expect(status).toBe(403);
      await expectNotRun(system, 'policy refuses');
    });

    it('does not run where nobody knows the action, even if policy would allow all', async () => {
      const unknown = { ...submissions.look, action: 'rds:RebootTheWorld' };
      const { system, status } = await answerTo({ ruleOn: () => allow }, unknown);
      expect(status).toBe(422);
      expectNothingWritten(system, 'nobody knows the action');
    });

    it('is never answered with 200 again once it is over', async () => {
      const system = memorySystem();
      const key = { headers: { 'idempotency-key': 'k1' } };
      const { body } = await system.submit(submissions.remove(), key);
      await system.settle();
      await system.click(security, 'deny', body);
      expect((await system.submit(submissions.remove(), key)).status).toBe(403);
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

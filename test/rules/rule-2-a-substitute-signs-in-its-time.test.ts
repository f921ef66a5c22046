import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after } from '../../core/request/deadlines.ts';
import { submissions } from '../support/given/catalog.ts';
import { agentNamed, directory, people } from '../support/given/directory.ts';
import { review } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { rooms, memorySystem as systemWith } from '../support/memory-system.ts';

capturedOutput();

const { securityOne, securityTwo, onCall, outsider } = people;
const named = (id: string) => ({
  id: `${id}@example.com`,
  name: id,
  handles: { slack: `U0${id.replace('.', '').toUpperCase()}`, terminal: id },
  groups: ['sre-oncall'],
});
/** On call as well; the second answers for the agent. */
const [onCallTwo, onCallOwner] = [named('sre.two'), named('sre.owner')];
const known = directory({
  people: [...directory().people, onCallTwo, onCallOwner],
  agents: [{ ...agentNamed('etl'), owners: [onCallOwner.id] }, agentNamed('release')],
});
const startSeconds = 600;
const substituted = () =>
  review({
    approvals: [{ group: 'security', count: 2 }],
    substitutes: [{ afterSeconds: startSeconds, group: 'security', by: 'sre-oncall' }],
  });

describe.each(rooms)('where people decide in %s', (room) => {
  const memorySystem = () => systemWith({ room, ruleOn: substituted, directory: known });

  describe('a substitute', () => {
    it('signs from its time on, and is told before it from when', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      await system.click(onCall.id, 'approve', request);
      expect(await system.requests.get(request.id)).toMatchObject({ state: 'pending', votes: [] });
      expect(system.messenger.privateReplies.at(-1)?.text).toContain(
        'sre-oncall in the place of security from 2026-01-05 12:10 UTC on',
      );
      await system.pass(startSeconds);
      expect(system.messenger.notified).toMatchObject([
        { groups: ['sre-oncall'], substitutes: [{ group: 'security', by: 'sre-oncall' }] },
      ]);
      await system.click(onCall.id, 'approve', request);
      await system.click(securityOne.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
    });

    it('says no before its time too', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      await system.click(onCall.id, 'deny', request);
      expect(await system.stateOf(request.id)).toBe('denied');
    });

    it('signs one place, however often, and for no agent of their own', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      await system.pass(startSeconds);
      for (let click = 0; click < 3; click += 1) await system.click(onCall.id, 'approve', request);
      await system.click(onCallOwner.id, 'approve', request);
      expect(await system.requests.get(request.id)).toMatchObject({
        state: 'pending',
        votes: [{ person: onCall.id }],
      });
      await system.click(onCallTwo.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
    });
  });

  it('in any order of time and votes nobody signs as a substitute before its time, twice, or for their own agent', async () => {
    const met = { early: 0, approvedBySubstitute: 0 };
    const crowd = [securityOne, securityTwo, onCall, onCallTwo, onCallOwner, outsider].map(({ id }) => id);
    const click = fc.record({
      who: fc.constantFrom(...crowd),
      wait: fc.constantFrom(0, 0, 1, 120, 299, 599),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(click, { minLength: 4, maxLength: 14 }), async (clicks) => {
        const system = memorySystem();
        const request = await system.asked(submissions.remove());
        const first = await system.requests.get(request.id);
        for (const { who, wait } of clicks) {
          if (wait > 0) await system.pass(wait);
          await system.click(who, 'approve', request);
        }
        await system.settle();
        const ended = await system.requests.get(request.id);
        const votes = ended && 'votes' in ended ? ended.votes : [];
        const signers = votes.map(({ person }) => person);
        expect(new Set(signers).size).toBe(signers.length);
        expect(signers).not.toContain(onCallOwner.id);
        expect(signers).not.toContain(outsider.id);
        const from = after(first?.submittedAt ?? '', startSeconds);
        const substitutes = votes.filter(({ groups }) => !groups.includes('security'));
        for (const { at } of substitutes) expect(at >= from).toBe(true);
        if (ended?.state === 'approved') expect(signers).toHaveLength(2);
        met.early += system
          .recordsOf(request.id)
          .filter(({ change }) => change.type === 'vote-refused' && change.why === 'too-early').length;
        if (ended?.state === 'approved' && substitutes.length > 0) met.approvedBySubstitute += 1;
      }),
      { numRuns: 60 },
    );
    // What it is about came up, and often.
    expect(met.early).toBeGreaterThan(20);
    expect(met.approvedBySubstitute).toBeGreaterThan(5);
  });
});

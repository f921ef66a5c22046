import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../core/directory/directory.ts';
import { submissions } from '../support/given/catalog.ts';
import { agentNamed, directory, people, strangerSlackId } from '../support/given/directory.ts';
import { review, twoGroups } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import {
  type MemorySystem,
  rooms,
  type SystemSettings,
  memorySystem as systemWith,
} from '../support/memory-system.ts';

capturedOutput();

const { securityOne, securityTwo, both, owner, outsider, dataOne } = people;
const sessionOf = (name: string) => `arn:aws:sts::111122223333:assumed-role/etl-agent/${name}`;

/** A press that must not count: nothing moves, only the person is told, and the trail says who tried what. */
async function expectRefused(
  system: MemorySystem,
  request: { id: string; digest: string },
  who: string,
  why: string,
) {
  const handle = Object.values(people).find(({ id }) => id === who)?.handles[system.room] ?? who;
  for (const choice of ['approve', 'deny'] as const) {
    expect(await system.click(who, choice, request)).toBe(200);
    await system.settle();
    expect(await system.stateOf(request.id)).toBe('pending');
  }
  expect(system.messenger.privateReplies.map((reply) => reply.handle)).toEqual([handle, handle]);
  const kind = handle === who ? 'unknown-user' : 'person';
  const attempts = system.recordsOf(request.id).filter(({ change }) => change.type === 'vote-refused');
  expect(attempts).toMatchObject([{ actor: { kind, id: who }, change: { why }, approvals: { given: 0 } }]);
}

describe.each(rooms)('where people decide in %s', (room) => {
  const memorySystem = (settings: SystemSettings = {}) => systemWith({ ...settings, room });

  describe('the owner of the agent', () => {
    it('signs nothing of it, though policy asks their group', async () => {
      const system = memorySystem();
      await expectRefused(system, await system.asked(submissions.remove()), owner.id, 'owner');
      expect(system.messenger.privateReplies[0]?.text).toContain('nobody signs for themselves');
    });

    it('signs nothing that was asked while they owned it, even after they gave it away', async () => {
      const known: Directory = directory();
      const system = memorySystem({ directory: known });
      const request = await system.asked(submissions.remove());
      known.agents = [{ ...agentNamed('etl'), owners: [outsider.id] }, agentNamed('release')];
      await expectRefused(system, request, owner.id, 'owner');
    });

    it('signs nothing that was asked before they became it', async () => {
      const known: Directory = directory();
      const system = memorySystem({ directory: known });
      const request = await system.asked(submissions.remove());
      known.agents = [{ ...agentNamed('etl'), owners: [securityOne.id] }];
      await expectRefused(system, request, securityOne.id, 'owner');
    });

    it('signs nothing by taking the agent out of the directory', async () => {
      const known: Directory = directory();
      const system = memorySystem({ directory: known });
      const request = await system.asked(submissions.remove());
      known.agents = [];
      await expectRefused(system, request, owner.id, 'owner');
    });

    it('signs nothing by being written in other letters', async () => {
      const agents = [{ ...agentNamed('etl'), owners: [securityOne.id.toUpperCase()] }];
      const system = memorySystem({ directory: directory({ agents }) });
      await expectRefused(system, await system.asked(submissions.remove()), securityOne.id, 'owner');
    });

    it('signs for other agents as anyone of their groups does', async () => {
      const system = memorySystem({
        directory: directory({ agents: [{ ...agentNamed('etl'), owners: [outsider.id] }] }),
      });
      const request = await system.asked(submissions.remove());
      await system.click(owner.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
    });
  });

  describe('the person whom the agent’s session acts for', () => {
    it.each(['security.one@example.com', 'SECURITY.ONE@EXAMPLE.COM', 'security.one', 'Security.One'])(
      'signs nothing of a session named %s',
      async (session) => {
        const system = memorySystem();
        const { body } = await system.submit(submissions.remove(), { as: sessionOf(session) });
        await system.settle();
        await expectRefused(system, body, securityOne.id, 'own-session');
        await system.click(securityTwo.id, 'approve', body);
        expect(await system.stateOf(body.id)).toBe('approved');
      },
    );
  });

  describe('one person', () => {
    const twice = () =>
      memorySystem({ ruleOn: () => review({ approvals: [{ group: 'security', count: 2 }] }) });

    it('counts once, however often and from whichever card they press', async () => {
      const system = twice();
      const request = await system.asked(submissions.remove());
      await system.click(securityOne.id, 'approve', request);
      await Promise.all(
        ['1.1', '2.2', '3.3', undefined].map((ts) =>
          system.click(securityOne.id, 'approve', { ...request, ...(ts ? { ts } : {}) }),
        ),
      );
      expect(await system.requests.get(request.id)).toMatchObject({ state: 'pending', votes: [{}] });
      expect(system.messenger.privateReplies).toHaveLength(4);
    });

    it('counts once when all presses arrive in the same millisecond', async () => {
      const system = twice();
      const request = await system.asked(submissions.remove());
      await Promise.all([1, 2, 3, 4, 5].map(() => system.click(securityOne.id, 'approve', request)));
      const standing = await system.requests.get(request.id);
      expect(standing).toMatchObject({ state: 'pending', version: 2 });
    });

    it('and another in the same millisecond are two', async () => {
      const system = twice();
      const request = await system.asked(submissions.remove());
      const clicks = [securityOne, securityTwo, securityOne, securityTwo, securityOne];
      await Promise.all(clicks.map(({ id }) => system.click(id, 'approve', request)));
      await system.settle();
      expect(await system.stateOf(request.id)).toBe('approved');
      expect(system.recordsOf(request.id).filter(({ change }) => change.type === 'voted')).toHaveLength(2);
      expect(system.workflow.executions.get(request.id)).toMatchObject({ resumed: 1, state: 'ended' });
      expect(system.published).toHaveLength(1);
      for (const shown of system.messenger.cards.values())
        expect(shown).toMatchObject({ state: 'approved', version: 3 });
    });

    it('of two groups is one person', async () => {
      const system = memorySystem({ ruleOn: () => review(twoGroups) });
      const request = await system.asked(submissions.remove());
      await system.click(both.id, 'approve', request);
      await system.click(both.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('pending');
      await system.click(dataOne.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
    });
  });

  describe('whoever nobody asked', () => {
    it('a stranger in Slack is told, recorded, and moves nothing', async () => {
      const system = memorySystem();
      await expectRefused(
        system,
        await system.asked(submissions.remove()),
        strangerSlackId,
        'unknown-person',
      );
    });

    it('a person of other groups is told, recorded, and moves nothing', async () => {
      const system = memorySystem();
      await expectRefused(system, await system.asked(submissions.remove()), outsider.id, 'outside-groups');
    });

    it('a hundred clicks leave one record', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      for (let click = 0; click < 100; click += 1) await system.click(owner.id, 'approve', request);
      expect(system.recordsOf(request.id)).toHaveLength(2);
    });

    it('the agent has no way to vote: no field of the API is one', async () => {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      for (const body of [
        { status: 'approved', digest: request.digest, ticket: 'x' },
        { status: 'approve', digest: request.digest, ticket: 'x' },
        {
          status: 'done',
          digest: request.digest,
          ticket: 'x',
          votes: [{ person: securityOne.id, choice: 'approve' }],
        },
      ]) {
        const { status } = await system.call({
          route: 'POST /v1/requests/{id}/outcome',
          id: request.id,
          body,
        });
        expect(status).toBe(422);
      }
      expect(await system.stateOf(request.id)).toBe('pending');
    });
  });

  describe('in any crowd', () => {
    it('an approval holds nobody twice, no owner, nobody of the session, nobody unasked', async () => {
      const anyone = fc.constantFrom(...Object.values(people).map(({ id }) => id), strangerSlackId);
      const anySession = fc.constantFrom('nightly-run', 'security.one', 'DATA.ONE@example.com');
      await fc.assert(
        fc.asyncProperty(fc.array(anyone, { maxLength: 12 }), anySession, async (crowd, session) => {
          const system = memorySystem({ ruleOn: () => review(twoGroups) });
          const { body } = await system.submit(submissions.remove(), { as: sessionOf(session) });
          await system.settle();
          await Promise.all(crowd.map((who) => system.click(who, 'approve', body)));
          const request = await system.requests.get(body.id);
          if (request?.state !== 'approved') return;
          const signers = request.votes.map(({ person }) => person);
          expect(new Set(signers).size).toBe(2);
          expect(signers).toHaveLength(2);
          for (const signer of signers) {
            expect([owner.id, outsider.id, people.onCall.id, strangerSlackId]).not.toContain(signer);
            expect([signer, signer.split('@')[0]]).not.toContain(session.toLowerCase());
          }
        }),
        { numRuns: 60 },
      );
    });
  });
});

it('signs once, in whichever room: a yes in one is not a second yes in the other', async () => {
  const system = systemWith({ ruleOn: () => review({ approvals: [{ group: 'security', count: 2 }] }) });
  const request = await system.asked(submissions.remove());
  await system.click(securityOne.id, 'approve', request);
  await system.clickIn('terminal', securityOne.id, 'approve', request);
  await system.settle();
  expect(await system.stateOf(request.id)).toBe('pending');
  expect(system.recordsOf(request.id)).toHaveLength(2);
  await system.clickIn('terminal', securityTwo.id, 'approve', request);
  expect(await system.stateOf(request.id)).toBe('approved');
  expect(system.recordsOf(request.id).map(({ via }) => via)).toEqual(['api', 'slack', 'terminal']);
});

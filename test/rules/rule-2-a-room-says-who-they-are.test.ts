import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../core/directory/directory.ts';
import { type NoMember, noMembers } from '../../core/directory/room-user.ts';
import { createHandler } from '../../functions/slack/interact/handler.ts';
import { submissions } from '../support/given/catalog.ts';
import { directory, people, strangerSlackId } from '../support/given/directory.ts';
import { invoke } from '../support/given/lambda.ts';
import { review } from '../support/given/rulings.ts';
import { clickPayload, formOf, slackEvent, submissionPayload } from '../support/given/slack-event.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem, type Room, rooms } from '../support/memory-system.ts';

capturedOutput();

const { securityOne, securityTwo, dataOne, dataTwo, outsider, owner } = people;
const usergroup = 'S0DATA';

/** `data-owners` is who the directory puts there, and whoever the room has in a group of its own. */
const keptIn = (room: Room, changes: Partial<Directory> = {}): Directory =>
  directory({ groups: [{ name: 'data-owners', usergroup: { [room]: usergroup } }], ...changes });

const oneOf = (group: string, risk: 'high' | 'critical' = 'high') => ({
  ...review({ approvals: [{ group, count: 1 }], notifications: [] }),
  risk,
});

const handleIn = (room: Room, person: { handles: Record<Room, string> }): string => person.handles[room];

const attemptsOf = (system: MemorySystem, id: string) =>
  system
    .recordsOf(id)
    .flatMap(({ actor, change }) => (change.type === 'vote-refused' ? [{ actor, change }] : []));
const votesOf = (system: MemorySystem, id: string) =>
  system.recordsOf(id).flatMap(({ change }) => (change.type === 'voted' ? [change] : []));
const toldLast = (system: MemorySystem) => system.messenger.privateReplies.at(-1)?.text;

describe.each(rooms)('where people decide in %s', (room) => {
  const asking = (group: string, risk: 'high' | 'critical' = 'high', known = keptIn(room)) =>
    memorySystem({ room, directory: known, ruleOn: () => oneOf(group, risk) });
  const me = (person: { handles: Record<Room, string> }) => handleIn(room, person);

  describe('whoever is no full member there', () => {
    it.each(noMembers)('signs nothing though the directory names them: a %s', async (why) => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      system.roomUsers.users.set(me(securityOne), { kind: 'no-member', why });
      for (const choice of ['approve', 'deny'] as const) {
        expect(await system.click(securityOne.id, choice, request)).toBe(200);
        expect(await system.stateOf(request.id)).toBe('pending');
      }
      expect(attemptsOf(system, request.id)).toEqual([
        { actor: { kind: 'unknown-user', id: me(securityOne) }, change: expect.objectContaining({ why }) },
      ]);
      expect(toldLast(system)).toMatch(/^\w.+\.$/);
    });

    it('signed as a member, and is none between the card and the press', async () => {
      const system = asking('security');
      const first = await system.asked(submissions.remove());
      await system.click(securityOne.id, 'approve', first);
      expect(await system.stateOf(first.id)).toBe('approved');
      const second = await system.asked(submissions.remove('another'));
      system.roomUsers.users.set(me(securityOne), { kind: 'no-member', why: 'deactivated' });
      await system.click(securityOne.id, 'approve', second);
      expect(await system.stateOf(second.id)).toBe('pending');
    });
  });

  describe('a room that does not say who presses', () => {
    it('has nothing counted, and the person told so; the same press counts when it answers again', async () => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      system.roomUsers.down = { users: true };
      await system.click(securityOne.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(toldLast(system)).toContain('does not say at this moment who you are');
      expect(attemptsOf(system, request.id)).toEqual([]);
      system.roomUsers.down = {};
      await system.click(securityOne.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
    });
  });

  describe('a group that the room keeps', () => {
    it('has whoever was added after the card was shown', async () => {
      const system = asking('data-owners');
      const request = await system.asked(submissions.remove());
      system.roomUsers.groups.set(usergroup, [me(outsider)]);
      await system.click(outsider.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
      const through = [{ group: 'data-owners', door: room, usergroup }];
      expect(votesOf(system, request.id)).toEqual([
        expect.objectContaining({ groups: ['data-owners'], through }),
      ]);
      expect(await system.requests.get(request.id)).toMatchObject({ votes: [{ through }] });
    });

    it('has nobody who was taken out between the card and the press', async () => {
      const system = asking('data-owners');
      system.roomUsers.groups.set(usergroup, [me(outsider)]);
      const request = await system.asked(submissions.remove());
      system.roomUsers.groups.set(usergroup, []);
      for (const choice of ['approve', 'deny'] as const) await system.click(outsider.id, choice, request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'outside-groups' } }]);
    });

    it('counts for nothing while the room does not say who is in it', async () => {
      const system = asking('data-owners');
      system.roomUsers.groups.set(usergroup, [me(outsider)]);
      const request = await system.asked(submissions.remove());
      system.roomUsers.down = { groups: true };
      for (const choice of ['approve', 'deny'] as const) await system.click(outsider.id, choice, request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(toldLast(system)).toContain('does not say at this moment who is in the user group');
      expect(attemptsOf(system, request.id)).toEqual([]);
    });

    it('is not asked about whom the directory puts there', async () => {
      const system = asking('data-owners');
      const request = await system.asked(submissions.remove());
      system.roomUsers.down = { groups: true };
      await system.click(dataOne.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
      expect(system.roomUsers.asked).toEqual([me(dataOne)]);
      expect(votesOf(system, request.id)[0]).not.toHaveProperty('through');
    });

    it('makes nobody a person whom the directory does not know', async () => {
      const system = asking('data-owners');
      const request = await system.asked(submissions.remove());
      system.roomUsers.groups.set(usergroup, [strangerSlackId]);
      await system.click(strangerSlackId, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'unknown-person' } }]);
    });

    it.each(noMembers)('lets nobody sign who is no full member, though both name them: a %s', async (why) => {
      const system = asking('data-owners');
      const request = await system.asked(submissions.remove());
      system.roomUsers.groups.set(usergroup, [me(outsider)]);
      system.roomUsers.users.set(me(outsider), { kind: 'no-member', why });
      for (const choice of ['approve', 'deny'] as const) await system.click(outsider.id, choice, request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why } }]);
    });

    it('lets no owner sign for their agent', async () => {
      const system = asking('data-owners');
      const request = await system.asked(submissions.remove());
      system.roomUsers.groups.set(usergroup, [me(owner)]);
      await system.click(owner.id, 'approve', request);
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'owner' } }]);
      expect(await system.stateOf(request.id)).toBe('pending');
    });

    it('fills no place of what is critical, and is not even asked', async () => {
      const system = asking('data-owners', 'critical');
      system.roomUsers.groups.set(usergroup, [me(outsider), me(securityOne)]);
      const request = await system.asked(submissions.remove());
      for (const choice of ['approve', 'deny'] as const) await system.click(outsider.id, choice, request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'not-by-usergroup' } }]);
      expect(toldLast(system)).toContain('its members can edit');
      expect(system.roomUsers.asked).not.toContain(usergroup);
      await system.click(dataOne.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('approved');
    });

    it('that another room keeps has nobody here', async () => {
      const elsewhere = rooms.find((other) => other !== room) ?? 'slack';
      const system = asking('data-owners', 'high', keptIn(elsewhere));
      system.roomUsers.groups.set(usergroup, [me(outsider)]);
      const request = await system.asked(submissions.remove());
      await system.click(outsider.id, 'approve', request);
      expect(await system.stateOf(request.id)).toBe('pending');
      expect(system.roomUsers.asked).not.toContain(usergroup);
    });
  });

  describe('an e-mail address', () => {
    const secondAccount = (system: MemorySystem, address: string, confirmed = true, handle = 'U0SECOND') => {
      system.roomUsers.users.set(handle, {
        kind: 'member',
        handles: [handle],
        email: { address, confirmed },
      });
      return handle;
    };
    const two = () =>
      memorySystem({
        room,
        ruleOn: () => review({ approvals: [{ group: 'security', count: 2 }], notifications: [] }),
      });

    it('leads to a person of the directory', async () => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      await system.click(secondAccount(system, 'Security.One@Example.com'), 'approve', request);
      expect(await system.requests.get(request.id)).toMatchObject({
        state: 'approved',
        votes: [{ person: securityOne.id }],
      });
    });

    it('makes one vote of two accounts of one person, in whatever order they press', async () => {
      for (const order of [
        [0, 1],
        [1, 0],
        [0, 0, 1, 1],
      ]) {
        const system = two();
        const request = await system.asked(submissions.remove());
        const accounts = [securityOne.id, secondAccount(system, securityOne.id)];
        for (const at of order) await system.click(accounts[at] ?? '', 'approve', request);
        expect(await system.requests.get(request.id)).toMatchObject({
          state: 'pending',
          votes: [{ person: securityOne.id }],
        });
        await system.click(securityTwo.id, 'approve', request);
        expect(await system.stateOf(request.id)).toBe('approved');
      }
    });

    it('lets no owner sign by another account', async () => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      await system.click(secondAccount(system, owner.id.toUpperCase()), 'approve', request);
      expect(attemptsOf(system, request.id)).toMatchObject([
        { actor: { id: owner.id }, change: { why: 'owner' } },
      ]);
      expect(await system.stateOf(request.id)).toBe('pending');
    });

    it.each([
      ['that nobody has', 'somebody@example.com'],
      ['with something added', 'security.one+slack@example.com'],
      ['of another domain', 'security.one@example.org'],
      // Unicode's sign for kelvin is a k in lower case, and the long s an s in upper case.
      ['with letters that fold into others', '\u017fecurity.one@example.com'],
      ['with a space', ' security.one@example.com'],
      ['that is empty', ''],
    ])('%s leads to nobody', async (_, address) => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      await system.click(secondAccount(system, address), 'approve', request);
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'unknown-person' } }]);
      expect(await system.stateOf(request.id)).toBe('pending');
    });

    it('that the room has not confirmed leads to nobody', async () => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      await system.click(secondAccount(system, securityOne.id, false), 'approve', request);
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'unconfirmed-email' } }]);
    });

    it('that is not the one of whom the id names makes it nobody: neither signs', async () => {
      const system = asking('security');
      const request = await system.asked(submissions.remove());
      await system.click(secondAccount(system, owner.id, true, me(securityOne)), 'approve', request);
      expect(attemptsOf(system, request.id)).toMatchObject([{ change: { why: 'two-people' } }]);
      expect(await system.stateOf(request.id)).toBe('pending');
    });
  });

  it('whoever joins, leaves and presses in whatever order: only who is there when they press has signed', async () => {
    const crowd = [securityOne, dataOne, dataTwo, outsider, owner] as const;
    const anyStep = fc.oneof(
      { weight: 3, arbitrary: fc.record({ press: fc.nat(crowd.length - 1) }) },
      { weight: 2, arbitrary: fc.record({ members: fc.subarray([...crowd.keys()]) }) },
      { weight: 1, arbitrary: fc.record({ down: fc.boolean() }) },
      {
        weight: 1,
        arbitrary: fc.record({ of: fc.nat(crowd.length - 1), is: fc.option(fc.constantFrom(...noMembers)) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { maxLength: 25 }),
        fc.constantFrom('high' as const, 'critical' as const),
        async (steps, risk) => {
          const terms = review({ approvals: [{ group: 'data-owners', count: 2 }], notifications: [] });
          const system = memorySystem({ room, directory: keptIn(room), ruleOn: () => ({ ...terms, risk }) });
          const request = await system.asked(submissions.remove());
          let members: number[] = [];
          let down = false;
          const gone = new Map<number, NoMember>();
          system.roomUsers.groups.set(usergroup, []);
          for (const step of steps) {
            if ('members' in step) {
              members = step.members;
              system.roomUsers.groups.set(
                usergroup,
                members.map((at) => me(crowd[at] ?? outsider)),
              );
            } else if ('down' in step) {
              down = step.down;
              system.roomUsers.down = { groups: down };
            } else if ('of' in step) {
              const handle = me(crowd[step.of] ?? outsider);
              if (step.is === null) gone.delete(step.of);
              else gone.set(step.of, step.is);
              const is = gone.get(step.of);
              system.roomUsers.users.set(
                handle,
                is ? { kind: 'no-member', why: is } : { kind: 'member', handles: [handle] },
              );
            } else {
              const person = crowd[step.press] ?? outsider;
              const before = votesOf(system, request.id).length;
              await system.click(person.id, 'approve', request);
              if (votesOf(system, request.id).length === before) continue;
              const inDirectory = person.groups.some((group) => group === 'data-owners');
              const inRoom = risk !== 'critical' && !down && members.includes(step.press);
              expect(gone.has(step.press)).toBe(false);
              expect(inDirectory || inRoom).toBe(true);
              expect(person.id).not.toBe(owner.id);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('in Slack', () => {
  const guest = (system: MemorySystem) =>
    system.roomUsers.users.set(securityOne.handles.slack, { kind: 'no-member', why: 'guest' });
  const click = { user: securityOne.handles.slack, ts: '1767614400.000001' };

  it('a guest takes no vote back, asks the agent nothing, and has nothing undone', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    guest(system);
    const on = { ...click, request: request.id, digest: request.digest };
    const version = (await system.requests.get(request.id))?.version;
    for (const choice of ['take-back', 'undo'] as const) {
      await system.sendOff(clickPayload({ ...on, choice }));
      expect(toldLast(system), choice).toContain('full member');
    }
    const { body = '' } = await system.sendOff(submissionPayload('question', on, { text: 'Why?' }));
    expect(body).toContain('full member');
    expect((await system.requests.get(request.id))?.version).toBe(version);
  });

  it('an organization stands for its workspaces: Slack says whether theirs is one', async () => {
    const system = memorySystem({ ruleOn: () => oneOf('security') });
    const request = await system.asked(submissions.remove());
    const handler = createHandler({ ...system.ports, teams: ['E0ORG'] });
    const press = () => {
      const body = formOf(
        clickPayload({ ...click, choice: 'approve', request: request.id, digest: request.digest }),
      );
      return invoke(handler, slackEvent({ body, nowSeconds: system.clock.nowSeconds() }));
    };
    system.roomUsers.users.set(click.user, { kind: 'no-member', why: 'other-workspace' });
    await press();
    expect(toldLast(system)).toContain('Only people of the workspace');
    system.roomUsers.down = { users: true };
    await press();
    expect(await system.stateOf(request.id)).toBe('pending');
    expect(toldLast(system)).toContain('Slack does not say at this moment who you are');
    system.roomUsers.down = {};
    system.roomUsers.users.delete(click.user);
    const asked = () => system.roomUsers.asked.filter((one) => one === click.user);
    system.roomUsers.asked.length = 0;
    await press();
    expect(await system.stateOf(request.id)).toBe('approved');
    // The person waits for each call: one press asks once who that is, and the next one anew.
    expect(asked()).toHaveLength(1);
    await press();
    expect(asked()).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { openIncident } from '../../functions/shared/detection/open-incident.ts';
import { sweepRequests } from '../../functions/workflow/sweep/sweep-requests.ts';
import { directory, people, strangerSlackId } from '../support/given/directory.ts';
import { found } from '../support/given/incidents.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();
const [minute, hour, day] = [60, 3_600, 86_400];
const role = 'arn:aws:iam::111122223333:role/etl-agent';
const reason = 'Agreed by phone.';

const stateOf = async (system: MemorySystem, id: string) => (await system.incidents.get(id))?.state;
const containmentOf = async (system: MemorySystem, id: string) =>
  (await system.incidents.get(id))?.containment;
const denials = (system: MemorySystem) => [...system.roles.role(role).policies.values()];
const changesOf = (system: MemorySystem) => system.incidents.written.map(({ record }) => record.change.type);

describe('what nobody approved', () => {
  it('is one incident with one card in every room, however often its event comes', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found());
    expect(await system.openIncident(found({ seenAt: '2026-01-05T13:00:00.000Z' }))).toBe(id);
    for (const { cards, rung } of Object.values(system.incidentRooms)) {
      expect([...cards.values()]).toMatchObject([{ id, state: 'open' }]);
      expect(rung).toMatchObject([{ groups: ['security'] }]);
    }
    expect(changesOf(system)).toEqual(['opened', 'told']);
  });

  it('reaches people though the first room is down, and the other one when it is back', async () => {
    const system = memorySystem();
    system.incidentRooms.slack.down = true;
    await system.openIncident(found());
    expect(system.incidentRooms.terminal.cards.size).toBe(1);
    await system.pass(10 * minute);
    system.incidentRooms.slack.down = false;
    await system.pass(30 * minute);
    expect(system.incidentRooms.slack.cards.size).toBe(1);
    expect(system.incidentRooms.terminal.cards.size).toBe(1);
  });

  it('is heard of though the stream lost it', async () => {
    const system = memorySystem();
    await openIncident(system.ports, found());
    system.loseStream();
    await system.settle();
    expect(system.incidentRooms.slack.cards.size).toBe(0);
    system.clock.pass(5 * minute);
    const swept = () =>
      sweepRequests({
        ...system.ports,
        hasTime: () => true,
        onFailed: (_, error) => {
          throw error;
        },
      });
    expect(await swept()).toMatchObject({ started: 1, failed: 0 });
    await system.settle();
    expect(system.incidentRooms.slack.cards.size).toBe(1);
    expect(await swept()).toMatchObject({ started: 0 });
  });

  it('rings again, more people each time as policy says, until it is closed', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found({ later: [{ afterSeconds: 2 * hour, group: 'sre-oncall' }] }));
    await system.pass(5 * hour);
    const { rung } = system.incidentRooms.slack;
    expect(rung.map(({ groups }) => groups)).toEqual([
      ['security'],
      ['security'],
      ['security', 'sre-oncall'],
      ['security', 'sre-oncall'],
    ]);
    await system.press(people.securityOne.id, 'explain', id, reason);
    await system.pass(40 * day);
    expect(rung).toHaveLength(4);
    expect(system.incidentWorkflow.executions.get(id)?.state).toBe('ended');
  });

  it('stays open for ever where nobody explains it, though nobody is reminded any more', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found());
    await system.pass(60 * day);
    expect(await stateOf(system, id)).toBe('open');
    expect(system.incidentRooms.slack.rung).toHaveLength(8);
    expect(await system.press(people.securityOne.id, 'explain', id, reason)).toBeUndefined();
    expect(await stateOf(system, id)).toBe('closed');
  });

  it('is not closed by its owner, a stranger, or without a reason, and each is told why', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found());
    expect(await system.press(people.owner.id, 'explain', id, reason)).toContain('somebody else');
    expect(await system.press(strangerSlackId, 'explain', id, reason)).toContain(strangerSlackId);
    expect(await system.press(people.outsider.id, 'explain', id, reason)).toContain('none of the groups');
    expect(await system.press(people.securityOne.id, 'explain', id)).toContain('Write down');
    expect(await stateOf(system, id)).toBe('open');
    await system.press(people.securityOne.id, 'explain', id, reason);
    expect(await stateOf(system, id)).toBe('closed');
    expect([...system.incidentRooms.slack.cards.values()]).toMatchObject([{ state: 'closed' }]);
  });

  it('of an agent whose owner is the only one who is told can still be closed by another', async () => {
    const known = directory();
    const people_ = known.people.map((person) =>
      person.id === people.owner.id ? { ...person, groups: ['platform'] } : person,
    );
    const system = memorySystem({ directory: { ...known, people: people_ } });
    const id = await system.openIncident(found({ notify: ['platform'] }));
    expect(await system.press(people.owner.id, 'explain', id, reason)).toContain('somebody else');
    await system.press(people.outsider.id, 'explain', id, reason);
    expect(await stateOf(system, id)).toBe('closed');
  });
});

describe('a role that policy wants contained', () => {
  it('is before anybody presses anything, and the record says by what', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found({ contain: 'sessions' }));
    expect(await containmentOf(system, id)).toMatchObject({ kind: 'contained', how: 'sessions' });
    expect(JSON.parse(denials(system)[0] ?? '')).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Action: '*',
          Condition: { DateLessThanEquals: { 'aws:TokenIssueTime': '2026-01-05T12:00:00Z' } },
        },
      ],
    });
    expect([...system.incidentRooms.slack.cards.values()]).toMatchObject([
      { containment: { kind: 'contained' } },
    ]);
  });

  it('is denied by its source identity, and wholly where it has none that a policy can name', async () => {
    for (const [sourceIdentity, how] of [
      ['kim', 'identity'],
      [undefined, 'sessions'],
      ['*', 'sessions'],
      [`\${aws:SourceIdentity}`, 'sessions'],
    ] as const) {
      const system = memorySystem();
      const who = { ...found().who, ...(sourceIdentity === undefined ? {} : { sourceIdentity }) };
      const id = await system.openIncident(found({ contain: 'identity', who }));
      const containment = await containmentOf(system, id);
      expect(containment).toMatchObject({ kind: 'contained', how });
      if (how === 'sessions') expect(containment).toMatchObject({ wanted: 'identity' });
    }
  });

  it('that was filled up so that it takes no denial gets the boundary', async () => {
    const system = memorySystem();
    system.roles.role(role).policies.set('filled', 'x'.repeat(10_200));
    const id = await system.openIncident(found({ contain: 'sessions' }));
    expect(await containmentOf(system, id)).toMatchObject({ how: 'boundary', wanted: 'sessions' });
    expect(system.roles.role(role).boundary).toBe(true);
  });

  it('is not for what is an hour old: people see to that, and may contain it still', async () => {
    const system = memorySystem();
    system.clock.pass(hour);
    const id = await system.openIncident(found({ contain: 'sessions' }));
    expect(await containmentOf(system, id)).toBeUndefined();
    expect(system.incidentRooms.slack.cards.size).toBe(1);
    await system.press(people.securityOne.id, 'contain', id);
    expect(await containmentOf(system, id)).toMatchObject({ how: 'sessions', by: people.securityOne.id });
  });

  it('is tried again while AWS is out of order, and people are told meanwhile', async () => {
    const system = memorySystem();
    system.roles.failing = 'outage';
    const id = await system.openIncident(found({ contain: 'sessions' }));
    await system.pass(minute);
    expect(system.incidentRooms.slack.cards.size).toBe(1);
    system.roles.failing = undefined;
    await system.pass(6 * minute);
    expect(await containmentOf(system, id)).toMatchObject({ kind: 'contained' });
    expect(system.incidentRooms.slack.rung).toHaveLength(1);
  });

  it('that AWS refuses to contain is said to be not contained, once', async () => {
    const system = memorySystem();
    system.roles.failing = 'AccessDenied';
    const id = await system.openIncident(found({ contain: 'sessions' }));
    await system.pass(2 * hour);
    expect(await containmentOf(system, id)).toMatchObject({ kind: 'not-contained', code: 'AccessDenied' });
    expect(changesOf(system).filter((type) => type === 'containment')).toHaveLength(1);
  });

  it('is none where no agent made the call, whoever presses', async () => {
    const system = memorySystem();
    const { agentRole: _, ...who } = found().who;
    const id = await system.openIncident(found({ contain: 'sessions', kind: 'misused-role', who }));
    expect(await system.press(people.securityOne.id, 'contain', id)).toContain('No role of an agent');
    expect(await containmentOf(system, id)).toBeUndefined();
    expect(denials(system)).toEqual([]);
  });
});

describe('a role of agents that the directory does not know', () => {
  it('is contained as any other, and its incident is closed by anybody who is told', async () => {
    const system = memorySystem();
    const { agent: _, ...nobodys } = found({ contain: 'sessions' });
    const id = await system.openIncident(nobodys);
    expect(await containmentOf(system, id)).toMatchObject({ kind: 'contained' });
    await system.press(people.owner.id, 'explain', id, reason);
    expect(await stateOf(system, id)).toBe('closed');
  });
});

describe('a contained role', () => {
  const contained = async () => {
    const system = memorySystem();
    return { system, id: await system.openIncident(found({ contain: 'sessions' })) };
  };

  it('is let go by a person who does not answer for it, and stays contained otherwise', async () => {
    const { system, id } = await contained();
    expect(await system.press(people.owner.id, 'end-containment', id)).toContain('Somebody else');
    expect(await system.press(strangerSlackId, 'end-containment', id)).toContain('directory');
    expect(await system.press(people.outsider.id, 'end-containment', id)).toContain('groups');
    expect(denials(system)).toHaveLength(1);
    await system.press(people.securityOne.id, 'end-containment', id);
    expect(denials(system)).toEqual([]);
    expect(await containmentOf(system, id)).toMatchObject({ kind: 'ended', by: people.securityOne.id });
  });

  it('that was let go is not contained again by the next tier', async () => {
    const { system, id } = await contained();
    await system.press(people.securityOne.id, 'end-containment', id);
    await system.pass(2 * hour);
    expect(denials(system)).toEqual([]);
  });

  it('stays so when the incident is closed, until somebody lets it go', async () => {
    const { system, id } = await contained();
    await system.press(people.securityOne.id, 'explain', id, reason);
    expect(denials(system)).toHaveLength(1);
    await system.press(people.securityTwo.id, 'end-containment', id);
    expect(denials(system)).toEqual([]);
    expect(await stateOf(system, id)).toBe('closed');
  });

  it('is denied by each of its incidents: ending one lets nobody in that another denies', async () => {
    const { system, id } = await contained();
    await system.openIncident(found({ contain: 'sessions', sightingId: 'another' }));
    expect(denials(system)).toHaveLength(2);
    await system.press(people.securityOne.id, 'end-containment', id);
    expect(denials(system)).toHaveLength(1);
  });

  it('keeps the boundary that was put back on it', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found({ contain: 'boundary' }));
    expect(await system.press(people.securityOne.id, 'end-containment', id)).toContain('boundary');
    expect(system.roles.role(role).boundary).toBe(true);
  });
});

describe('every move of an incident', () => {
  it('has one record, chained to the one before it, and is sealed once', async () => {
    const system = memorySystem();
    const id = await system.openIncident(found({ contain: 'sessions' }));
    await system.press(people.owner.id, 'explain', id, reason);
    await system.press(people.securityOne.id, 'explain', id, reason);
    await system.press(people.securityOne.id, 'end-containment', id);
    const records = system.incidents.written.map(({ record }) => record);
    expect(records.map(({ change }) => change.type)).toEqual([
      'opened',
      'containment',
      'told',
      'explained',
      'explained',
      'containment',
    ]);
    expect(records.map(({ prev }) => prev)).toEqual([null, ...records.slice(0, -1).map(({ hash }) => hash)]);
    const rows = [...system.sealed.values()].flat().map((line) => JSON.parse(line) as { record_id: string });
    expect(rows.map(({ record_id }) => record_id)).toEqual(records.map(({ id: recordId }) => recordId));
  });
});

import { describe, expect, it } from 'vitest';
import type { Pending } from '../../../../core/request/request.ts';
import {
  askedOf,
  ballotRefusal,
  formatVoteRefusal,
  namedGroups,
  personRefusal,
  voteRefusals,
} from '../../../../core/vote/eligibility.ts';
import { noon } from '../../../support/given/clock.ts';
import { agentNamed, directory, people } from '../../../support/given/directory.ts';
import { ballot, counted, etlCaller, pending, requestIn } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

describe('a ballot', () => {
  it('counts until the last moment, and not from then on', () => {
    expect(ballotRefusal(pending(), ballot(pending()), '2026-01-05T12:29:59.999Z')).toBeUndefined();
    expect(ballotRefusal(pending(), ballot(pending()), '2026-01-05T12:30:00.000Z')).toBe('expired');
  });

  it('signs the digest that was on its button', () => {
    const other = { choice: 'approve', digest: '0'.repeat(64) } as const;
    expect(ballotRefusal(pending(), other, noon)).toBe('other-digest');
  });
});

describe('a person', () => {
  const why = (request: Pending, who: keyof typeof people, choice: 'approve' | 'deny' = 'approve') =>
    personRefusal(request, { person: people[who], choice }, directory(), noon);

  it('of a named group may say yes and no', () => {
    expect(why(pending(), 'securityOne')).toBeUndefined();
    expect(why(pending(), 'securityOne', 'deny')).toBeUndefined();
  });

  it('outside the groups may say nothing', () => {
    expect(why(pending(), 'dataOne')).toBe('outside-groups');
    expect(why(pending(), 'outsider', 'deny')).toBe('outside-groups');
  });

  it('who is told later may say no, but fills no place', () => {
    expect(why(pending(twoGroups), 'onCall', 'deny')).toBeUndefined();
    expect(why(pending(twoGroups), 'onCall')).toBe('only-told');
  });

  it('is not an owner of the agent, not even to say no', () => {
    expect(why(pending(), 'owner')).toBe('owner');
    expect(why(pending(), 'owner', 'deny')).toBe('owner');
  });

  it('is not an owner in other letters', () => {
    const agent = { ...agentNamed('etl'), owners: ['Security.One@Example.com'] };
    expect(why(pending({}, { caller: etlCaller({ agent }) }), 'securityOne')).toBe('owner');
  });

  it('was not an owner when it was asked and is none now', () => {
    const changed = directory({ agents: [{ ...agentNamed('etl'), owners: [people.securityOne.id] }] });
    expect(personRefusal(pending(), { person: people.securityOne, choice: 'approve' }, changed, noon)).toBe(
      'owner',
    );
    expect(personRefusal(pending(), { person: people.owner, choice: 'approve' }, changed, noon)).toBe(
      'owner',
    );
    expect(
      personRefusal(pending(), { person: people.owner, choice: 'approve' }, directory({ agents: [] }), noon),
    ).toBe('owner');
  });

  it('may own another agent', () => {
    const changed = directory({ agents: [{ ...agentNamed('release'), owners: [people.securityOne.id] }] });
    expect(
      personRefusal(pending(), { person: people.securityOne, choice: 'approve' }, changed, noon),
    ).toBeUndefined();
  });

  it.each(['security.one@example.com', 'security.one', 'SECURITY.ONE', 'Security.One@EXAMPLE.com'])(
    'does not sign for a session named %s after them',
    (session) => {
      expect(why(pending({}, { caller: etlCaller({ session }) }), 'securityOne')).toBe('own-session');
      expect(why(pending({}, { caller: etlCaller({ session }) }), 'securityTwo')).toBeUndefined();
    },
  );

  it('votes once', () => {
    const two = pending({ approvals: [{ group: 'security', count: 2 }] });
    const { request } = counted(two, people.securityOne);
    expect(why(request as Pending, 'securityOne')).toBe('already-voted');
    expect(why(request as Pending, 'securityOne', 'deny')).toBe('already-voted');
  });

  it('is not needed where their group has given all that it can', () => {
    const { request } = counted(pending(twoGroups), people.securityOne);
    expect(why(request as Pending, 'securityTwo')).toBe('groups-complete');
    expect(why(request as Pending, 'securityTwo', 'deny')).toBeUndefined();
    expect(why(request as Pending, 'both')).toBeUndefined();
  });
});

describe('a substitute', () => {
  const substituted = {
    approvals: [{ group: 'security', count: 1 }],
    substitutes: [{ afterSeconds: 600, group: 'security', by: 'sre-oncall' }],
  };
  const why = (request: Pending, at: string, choice: 'approve' | 'deny' = 'approve') =>
    personRefusal(request, { person: people.onCall, choice }, directory(), at);

  it('says yes from its time on, and no at once', () => {
    const request = pending(substituted);
    expect(why(request, '2026-01-05T12:09:59.999Z')).toBe('too-early');
    expect(why(request, '2026-01-05T12:10:00.000Z')).toBeUndefined();
    expect(why(request, noon, 'deny')).toBeUndefined();
  });

  it('is not needed where the places are filled, at whatever time', () => {
    const two = pending({ ...substituted, approvals: twoGroups.approvals });
    const { request } = counted(two, people.securityOne);
    expect(why(request as Pending, noon)).toBe('groups-complete');
    expect(why(request as Pending, '2026-01-05T12:20:00.000Z')).toBe('groups-complete');
  });

  it('does not fill by an early yes of another group the place that it may fill later', () => {
    const inBoth = { ...people.dataOne, groups: ['data-owners', 'sre-oncall'] };
    const two = pending({ ...substituted, approvals: twoGroups.approvals });
    const { request } = counted(two, inBoth);
    const late = '2026-01-05T12:20:00.000Z';
    const other = personRefusal(
      request as Pending,
      { person: people.dataTwo, choice: 'approve' },
      directory(),
      late,
    );
    expect(other).toBe('groups-complete');
  });
});

describe('what people are told', () => {
  it('has the groups that are asked, and the handle that an administrator would add', () => {
    const asked = askedOf(
      pending({ ...twoGroups, substitutes: [{ afterSeconds: 600, group: 'security', by: 'sre-oncall' }] }),
    );
    const say = (why: (typeof voteRefusals)[number]) =>
      formatVoteRefusal(why, { title: 'Slack' }, 'U0ME', asked);
    expect(say('unknown-person')).toBe(
      'You are not in the directory of people who can sign. It asks security, data-owners. Ask an administrator to add your Slack id U0ME.',
    );
    expect(say('outside-groups')).toBe(
      'You are in none of the groups that this request asks. It asks security, data-owners. Where you should be in one, ask an administrator: your Slack id is U0ME.',
    );
    expect(say('only-told')).toContain('It asks security, data-owners.');
    expect(say('groups-complete')).toContain('It asks security, data-owners.');
    expect(say('too-early')).toContain('sre-oncall in the place of security from 2026-01-05 12:10 UTC on.');
    expect(askedOf(requestIn('allowed'))).toBeUndefined();
  });

  it('names every group of the terms', () => {
    expect([...namedGroups(pending(twoGroups))]).toEqual(['security', 'data-owners', 'sre-oncall']);
  });

  it('is a sentence for every reason', () => {
    for (const why of voteRefusals)
      expect(formatVoteRefusal(why, { title: 'Slack' }, 'U0NEW')).toMatch(/^[A-Z].*\.$/);
    expect(formatVoteRefusal('unknown-person', { title: 'Slack' }, 'U0NEW')).toContain(
      'add your Slack id U0NEW',
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../core/directory/directory.ts';
import type { Request } from '../../../../core/request/request.ts';
import { foundBy } from '../../../../core/vote/found-by.ts';
import { maySee, votesCount } from '../../../../core/vote/may-see.ts';
import { toldDirectly } from '../../../../core/vote/told-directly.ts';
import { noon } from '../../../support/given/clock.ts';
import { agentNamed, directory, people } from '../../../support/given/directory.ts';
import { counted, opened, pending, requestIn, states } from '../../../support/given/requests.ts';
import { allow, refuse, twoGroups } from '../../../support/given/rulings.ts';

const { securityOne, securityTwo, dataOne, owner, onCall, outsider } = people;
const everybody = Object.values(people);
const whoSees = (request: Request, known = directory()) =>
  everybody.filter((person) => maySee(request, person, known)).map(({ id }) => id);

describe('a request may be seen', () => {
  it('by the groups that are asked or told later, and by who answers for its agent', () => {
    const inGroups = everybody.filter(({ groups }) =>
      groups.some((group) => ['security', 'data-owners', 'sre-oncall'].includes(group)),
    );
    expect(whoSees(pending(twoGroups))).toEqual(inGroups.map(({ id }) => id));
    expect(whoSees(pending())).toContain(owner.id);
    expect(whoSees(pending())).not.toContain(onCall.id);
  });

  it('by its owners alone where policy decides', () => {
    for (const ruling of [allow, refuse]) expect(whoSees(opened(ruling).request)).toEqual([owner.id]);
  });

  it('by who answers for its agent since', () => {
    const known = directory({ agents: [{ ...agentNamed('etl'), owners: ['Sales.One@example.com'] }] });
    expect(whoSees(opened(allow).request, known)).toEqual([owner.id, outsider.id]);
  });

  it('by who asked for it, and by who voted, whatever group they left', () => {
    const asked = { ...opened(allow).request, asker: outsider.id.toUpperCase() };
    expect(whoSees(asked)).toEqual([owner.id, outsider.id]);
    const { request } = counted(pending(), securityOne);
    const left = { ...securityOne, groups: [] };
    expect(maySee(request, left, directory())).toBe(true);
    expect(maySee(request, { ...securityTwo, groups: [] }, directory())).toBe(false);
  });

  it('in every state by the same people of its groups', () => {
    for (const state of states) {
      const request = requestIn(state);
      expect(maySee(request, securityTwo, directory())).toBe(request.ruling.decision === 'review');
      expect(maySee(request, outsider, directory())).toBe(false);
    }
  });
});

describe('a vote would count', () => {
  const counts = (request: Request, who: Person = securityOne, at = noon) =>
    (['approve', 'deny'] as const).filter((choice) =>
      votesCount(request, { person: who, choice }, directory(), at),
    );

  it('of who is asked, until the time is over', () => {
    const request = pending();
    expect(counts(request)).toEqual(['approve', 'deny']);
    expect(counts(request, securityOne, request.expiresAt)).toEqual([]);
    expect(counts(requestIn('denied'))).toEqual([]);
  });

  it('against it of who is told, and not at all of owners and others', () => {
    const request = pending(twoGroups);
    expect(counts(request, onCall)).toEqual(['deny']);
    for (const nobody of [owner, outsider]) {
      expect(counts(request, nobody)).toEqual([]);
    }
  });
});

describe('a request is found', () => {
  it('under its groups, its owners and who asked, until it expires, and under who voted', () => {
    const { request } = counted(pending(twoGroups), securityOne);
    expect(foundBy({ ...request, asker: dataOne.id })).toMatchObject({
      groups: ['security', 'data-owners', 'sre-oncall'],
      owners: [owner.id, dataOne.id],
      until: '2026-01-05T12:30:00.000Z',
      votes: [{ person: securityOne.id, at: noon }],
    });
    expect(foundBy(pending())).toMatchObject({ owners: [owner.id], votes: [] });
  });

  it('under nobody where policy decides', () => {
    expect(foundBy(opened(allow).request)).toBeUndefined();
  });
});

describe('a message of their own', () => {
  const wishing = (notify: 'dm' | 'none' | 'channel', ids: readonly string[]) =>
    directory({
      people: everybody.map((one) => ({
        ...one,
        groups: [...one.groups],
        ...(ids.includes(one.id) && { notify }),
      })),
    });

  it('is for those of the groups who want it, once for each, and never for an owner or who asked', () => {
    const known = wishing('dm', [securityOne.id, people.both.id, owner.id, outsider.id]);
    const told = (request = pending(twoGroups)) =>
      toldDirectly(request, ['security', 'data-owners'], known).map(({ id }) => id);
    expect(told()).toEqual([securityOne.id, people.both.id]);
    expect(told({ ...pending(twoGroups), asker: securityOne.id })).toEqual([people.both.id]);
  });

  it('is for nobody who wants to be named in the channel, or nothing', () => {
    for (const notify of ['channel', 'none'] as const)
      expect(toldDirectly(pending(), ['security'], wishing(notify, [securityOne.id]))).toEqual([]);
  });

  it('is for nobody of a group that the request does not name', () => {
    expect(toldDirectly(pending(), ['sales'], wishing('dm', [outsider.id]))).toEqual([]);
  });

  it('is for twenty at the most', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      ...securityOne,
      id: `s${at}@example.com`,
      groups: ['security'],
      notify: 'dm' as const,
    }));
    expect(toldDirectly(pending(), ['security'], directory({ people: many }))).toHaveLength(20);
  });
});

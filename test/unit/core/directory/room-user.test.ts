import { describe, expect, it } from 'vitest';
import { formatContainRefusal } from '../../../../core/detection/contain-incident.ts';
import { formatExplainRefusal } from '../../../../core/detection/explain-incident.ts';
import { usergroupOf } from '../../../../core/directory/directory.ts';
import {
  formatNobody,
  isNotTold,
  isWhyNobody,
  personOf,
  type RoomUser,
  whysNobody,
} from '../../../../core/directory/room-user.ts';
import { formatRevokeRefusal } from '../../../../core/execution/revoke-grant.ts';
import { directory, people } from '../../../support/given/directory.ts';

const slack = { title: 'Slack' };
const member = (handles: string[], address?: string, confirmed = true): RoomUser => ({
  kind: 'member',
  handles,
  ...(address !== undefined && { email: { address, confirmed } }),
});
const found = (user: RoomUser) => personOf(directory(), 'slack', user);
const { securityOne, dataOne } = people;

describe('whoever presses', () => {
  it('is the person with one of their ids', () => {
    expect(found(member(['W0OTHER', 'U0SECONE']))).toEqual({ kind: 'person', person: securityOne });
  });

  it('is one person where id and address lead to the same', () => {
    expect(found(member(['U0SECONE'], securityOne.id))).toEqual({ kind: 'person', person: securityOne });
  });

  it('is nobody where two ids, or id and address, lead to two', () => {
    for (const user of [member(['U0SECONE', 'U0DATAONE']), member(['U0SECONE'], dataOne.id)])
      expect(found(user)).toEqual({ kind: 'nobody', why: 'two-people' });
  });

  it('is whom the id names, whatever address is not confirmed', () => {
    expect(found(member(['U0SECONE'], dataOne.id, false))).toEqual({ kind: 'person', person: securityOne });
  });

  it('is nobody by a letter that only becomes one of the address in lower case: the sign for kelvin is no k', () => {
    const kim = { ...dataOne, id: 'kim@example.com' };
    const known = directory({ people: [kim], agents: [] });
    const at = (address: string) => personOf(known, 'slack', member(['U0NEW'], address));
    expect(at('KIM@example.com')).toEqual({ kind: 'person', person: kim });
    expect('\u212aim@example.com'.toLowerCase()).toBe(kim.id);
    expect(at('\u212aim@example.com')).toEqual({ kind: 'nobody', why: 'unknown-person' });
  });

  it('is nobody by an address that is not confirmed, or that the directory does not have', () => {
    expect(found(member(['U0NEW'], dataOne.id, false))).toEqual({ kind: 'nobody', why: 'unconfirmed-email' });
    for (const address of [
      'new@example.com',
      '\u017fecurity.one@example.com',
      '\u212a@example.com',
      undefined,
    ])
      expect(found(member(['U0NEW'], address))).toEqual({ kind: 'nobody', why: 'unknown-person' });
  });
});

describe('what nobody is told', () => {
  it('is a sentence for every reason, wherever they pressed', () => {
    for (const why of whysNobody) {
      const text = formatNobody(why, slack, 'U0NEW');
      expect(text, why).toMatch(/^[A-Z].+\.$/);
      expect(isWhyNobody(why)).toBe(true);
      for (const format of [formatContainRefusal, formatExplainRefusal, formatRevokeRefusal])
        expect(format(why, slack, 'U0NEW')).toBe(text);
    }
    expect(formatNobody('unknown-person', slack, 'U0NEW')).toContain('add your Slack id U0NEW');
    expect(isWhyNobody('owner')).toBe(false);
  });

  it('of a room that says nothing is not held against them', () => {
    expect(whysNobody.filter(isNotTold)).toEqual(['user-not-told', 'groups-not-told']);
  });
});

it('a group has the name that its own room gives it, and none in another', () => {
  const known = directory({ groups: [{ name: 'security', usergroup: { slack: 'S0SEC' } }] });
  expect(usergroupOf(known, 'security', 'slack')).toBe('S0SEC');
  for (const [group, door] of [
    ['security', 'terminal'],
    ['security', 'toString'],
    ['data-owners', 'slack'],
  ] as const)
    expect(usergroupOf(known, group, door)).toBeUndefined();
  expect(usergroupOf(directory(), 'security', 'slack')).toBeUndefined();
});

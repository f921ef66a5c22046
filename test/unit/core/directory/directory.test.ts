import { describe, expect, it } from 'vitest';
import {
  agentByRole,
  directorySchema,
  matchesRole,
  peopleIn,
  personByHandle,
  personById,
} from '../../../../core/directory/directory.ts';
import { agentNamed, directory, people } from '../../../support/given/directory.ts';

const role = 'arn:aws:iam::111122223333:role/etl-agent';

describe('the directory', () => {
  it('finds people by their Slack id, by their id and by group', () => {
    expect(personByHandle(directory(), 'slack', 'U0SECONE')).toEqual(people.securityOne);
    expect(personById(directory(), 'data.one@example.com')).toEqual(people.dataOne);
    expect(peopleIn(directory(), 'sre-oncall')).toEqual([people.onCall]);
  });

  it('knows nobody else', () => {
    expect(personByHandle(directory(), 'slack', 'U0STRANGER')).toBeUndefined();
    expect(personByHandle(directory(), 'slack', 'u0secone')).toBeUndefined();
    expect(personByHandle(directory(), 'a room that nobody is in', 'U0SECONE')).toBeUndefined();
    expect(personByHandle(directory(), 'constructor', 'U0SECONE')).toBeUndefined();
    expect(personById(directory(), 'nobody@example.com')).toBeUndefined();
    expect(peopleIn(directory(), 'nobody')).toEqual([]);
  });

  it('finds the agent of a role', () => {
    expect(agentByRole(directory(), role)?.id).toBe('etl');
  });

  it('knows no agent where two match: neither owner could be asked', () => {
    const twin = { ...agentNamed('etl'), id: 'twin', roles: ['arn:aws:iam::*:role/etl-*'] };
    expect(agentByRole(directory({ agents: [agentNamed('etl'), twin] }), role)).toBeUndefined();
    expect(agentByRole(directory({ agents: [] }), role)).toBeUndefined();
  });

  it('has one agent where one agent matches by two patterns', () => {
    const wide = { ...agentNamed('etl'), roles: [role, 'arn:aws:iam::*:role/etl-*'] };
    expect(agentByRole(directory({ agents: [wide] }), role)?.id).toBe('etl');
  });
});

describe('a role pattern', () => {
  it.each([
    [role, role],
    ['arn:aws:iam::*:role/etl-agent', role],
    ['arn:aws:iam::111122223333:role/etl-*', role],
    ['arn:aws:iam::111122223333:role/*', role],
    ['arn:aws:iam::111122223333:role/*-a*t', role],
  ])('%s covers %s', (pattern, arn) => {
    expect(matchesRole(pattern, arn)).toBe(true);
  });

  it.each([
    ['a longer name', 'arn:aws:iam::111122223333:role/etl', role],
    ['another account', 'arn:aws:iam::444455556666:role/etl-agent', role],
    ['a colon or a slash by a star', 'arn:aws:iam::*', role],
    ['a dot as any character', 'arn:aws:iam::111122223333:role/etl.agent', role],
    ['other letters', 'arn:aws:iam::111122223333:role/ETL-AGENT', role],
    ['a tail', role, `${role}-2`],
    ['a head', role, `x${role}`],
    ['signs of regular expressions', 'arn:aws:iam::111122223333:role/(etl|x)-agent', role],
  ])('does not cover %s', (_, pattern, arn) => {
    expect(matchesRole(pattern, arn)).toBe(false);
  });
});

describe('the directory as a file', () => {
  it('has no address and no name of an account that a card has no room for', () => {
    const long = `${'long.'.repeat(50)}name@example.com`;
    const [person] = directory().people;
    const wrong = directorySchema.safeParse({
      people: [{ ...person, id: long }],
      agents: [{ ...agentNamed('etl'), owners: [long] }],
      accounts: { '111122223333': 'a'.repeat(61) },
    });
    expect(wrong.error?.issues.map(({ message }) => message)).toEqual([
      'an e-mail address has at most 254 characters',
      'an e-mail address has at most 254 characters',
      'at most 60 characters',
    ]);
  });

  it('is read as it stands, agents without groups included', () => {
    const { groups: _, ...agent } = agentNamed('etl');
    const parsed = directorySchema.parse({ people: [people.securityOne], agents: [agent] });
    expect(parsed.agents[0]?.groups).toEqual([]);
  });

  it.each([
    ['an agent that nobody owns', { people: [], agents: [{ ...agentNamed('etl'), owners: [] }] }],
    ['an agent without a role', { people: [], agents: [{ ...agentNamed('etl'), roles: [] }] }],
    ['a person without an address', { people: [{ ...people.securityOne, id: 'security.one' }], agents: [] }],
    ['a handle with spaces', { people: [{ ...people.securityOne, handles: { slack: 'a b' } }], agents: [] }],
    ['a field that nobody knows', { people: [], agents: [], admins: [] }],
  ])('refuses %s', (_, value) => {
    expect(directorySchema.safeParse(value).success).toBe(false);
  });
});

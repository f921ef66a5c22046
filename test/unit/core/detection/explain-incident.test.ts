import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainIncident } from '../../../../core/detection/explain-incident.ts';
import type { Incident } from '../../../../core/detection/incident.ts';
import type { NewIncident } from '../../../../core/detection/new-incident.ts';
import type { Directory, Person } from '../../../../core/directory/directory.ts';
import { hashOfRecord } from '../../../../core/evidence/record.ts';
import type { Voter } from '../../../../core/vote/voter.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { found, openIncidentWith } from '../../../support/given/incidents.ts';

const by = (person: Person): Voter => ({ via: 'slack', kind: 'person', person });
const reason = 'Agreed by phone with the team of the orders.';

/** What became of it when these people explain it, one after the other. */
function explained(
  all: readonly Person[],
  changes: Partial<NewIncident> = {},
  known: Directory = directory(),
) {
  let incident = openIncidentWith(changes) as Incident;
  const became = all.map((person) => {
    const outcome = explainIncident(incident, by(person), reason, known, noon);
    if (outcome.kind === 'refused') return outcome.why;
    incident = outcome.transition.incident;
    return outcome.missing?.kind ?? 'closed';
  });
  return { incident, became };
}

describe('an incident', () => {
  it('is closed by one person of those who are told, with a reason', () => {
    const { incident, became } = explained([people.securityOne]);
    expect(became).toEqual(['closed']);
    expect(incident).toMatchObject({
      state: 'closed',
      closedAt: noon,
      explanations: [{ person: people.securityOne.id, reason, at: noon }],
    });
  });

  it('that is critical needs two', () => {
    const { became } = explained([people.securityOne, people.securityTwo], { risk: 'critical' });
    expect(became).toEqual(['others', 'closed']);
  });

  it('is never closed by its owner alone, however often', () => {
    expect(explained([people.owner, people.owner, people.securityOne]).became).toEqual([
      'free',
      'already-explained',
      'closed',
    ]);
  });

  it('that is critical is closed by its owner and one other, and not by two owners', () => {
    expect(explained([people.owner, people.securityOne], { risk: 'critical' }).became).toEqual([
      'others',
      'closed',
    ]);
    const agent = { id: 'etl', owners: [people.owner.id, people.securityOne.id] };
    expect(explained([people.owner, people.securityOne], { risk: 'critical', agent }).became).toEqual([
      'others',
      'free',
    ]);
  });

  it('counts as owner whoever is one now, or was one then, under whatever spelling', () => {
    const leftSince = { id: 'etl', owners: [people.securityOne.id.toUpperCase()] };
    expect(explained([people.securityOne, people.owner], { agent: leftSince }).became).toEqual([
      'free',
      'free',
    ]);
  });

  it('does not take the word of the person whose name the session bears, or its source identity', () => {
    const { who } = found();
    for (const named of [{ session: 'security.one' }, { sourceIdentity: 'Security.One@elsewhere.example' }])
      expect(explained([people.securityOne], { who: { ...who, ...named } }).became).toEqual(['free']);
  });

  it('is not closed without a reason, by a stranger, or by who is in no group that is told', () => {
    const incident = openIncidentWith();
    const why = (voter: Voter, said?: string) => {
      const outcome = explainIncident(incident, voter, said, directory(), noon);
      return outcome.kind === 'refused' ? outcome.why : outcome.kind;
    };
    expect(why(by(people.securityOne))).toBe('no-reason');
    expect(why(by(people.outsider), reason)).toBe('outside-groups');
    expect(
      why({ via: 'slack', kind: 'unknown-user', handle: 'U0STRANGER', why: 'unknown-person' }, reason),
    ).toBe('unknown-person');
  });

  it('whose groups hold its owner alone is closed by anybody else of the directory', () => {
    const agent = { id: 'etl', owners: [people.owner.id, people.onCall.id] };
    const changes = { agent, notify: ['sre-oncall'] };
    expect(explained([people.onCall], changes).became).toEqual(['free']);
    expect(explained([people.outsider], changes).became).toEqual(['closed']);
  });

  it('of a directory that has owners alone stays open: nobody explains for themselves', () => {
    const only = directory({ people: [{ ...people.owner, groups: [...people.owner.groups] }] });
    expect(explained([people.owner], {}, only).incident.state).toBe('open');
  });

  it('is over when it is closed: nobody adds to it', () => {
    const { incident, became } = explained([people.securityOne, people.securityTwo]);
    expect(became[1]).toBe('closed');
    expect(incident.explanations).toHaveLength(1);
  });

  it('is closed exactly where enough people have explained it and one of them is free, whatever the order', () => {
    const everybody = Object.values(people);
    const story = fc.record({
      who: fc.array(fc.constantFrom(...everybody), { maxLength: 8 }),
      risk: fc.constantFrom('low' as const, 'high' as const, 'critical' as const),
      owners: fc.subarray(everybody.map(({ id }) => id)),
    });
    let closed = 0;
    fc.assert(
      fc.property(story, ({ who, risk, owners }) => {
        const agent = { id: 'another', owners };
        const { incident } = explained(who, { risk, agent });
        const { explanations } = incident;
        const isFree = explanations.some(({ person }) => !owners.includes(person));
        const enough = explanations.length >= (risk === 'critical' ? 2 : 1);
        if (incident.state === 'closed') closed += 1;
        expect(incident.state === 'closed').toBe(isFree && enough);
        expect(new Set(explanations.map(({ person }) => person)).size).toBe(explanations.length);
      }),
    );
    expect(closed).toBeGreaterThan(10);
  });

  it('has a record with each explanation, chained', () => {
    const before = openIncidentWith();
    const outcome = explainIncident(before, by(people.owner), reason, directory(), noon);
    if (outcome.kind !== 'explained') throw new Error(outcome.why);
    const { record, incident } = outcome.transition;
    expect(record).toMatchObject({
      id: `incident-${before.id}.2`,
      prev: before.recordHash,
      actor: { kind: 'person', id: people.owner.id },
      change: { type: 'explained', reason, answersFor: true },
    });
    expect(hashOfRecord(record)).toBe(incident.recordHash);
  });
});

import { describe, expect, it } from 'vitest';
import { slackDoor } from '../../../../adapters/slack/door.ts';
import {
  formatContainRefusal,
  mayContain,
  mayEndContainment,
  noteContainment,
} from '../../../../core/detection/contain-incident.ts';
import { noCounts, periodOfDay } from '../../../../core/detection/coverage.ts';
import { withRequest } from '../../../../core/detection/denied-hour.ts';
import { noteSeenRun } from '../../../../core/detection/evidence.ts';
import { explainIncident } from '../../../../core/detection/explain-incident.ts';
import type { Incident } from '../../../../core/detection/incident.ts';
import { groupsOfTier } from '../../../../core/detection/incident-deadlines.ts';
import { noteRevert } from '../../../../core/detection/revert-incident.ts';
import { coverageRecordOf } from '../../../../core/evidence/coverage-record.ts';
import { coverageRow } from '../../../../core/evidence/coverage-row.ts';
import { incidentRow } from '../../../../core/evidence/incident-row.ts';
import type { Voter } from '../../../../core/vote/voter.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people, strangerSlackId } from '../../../support/given/directory.ts';
import { found, openIncidentWith, openingOfFound } from '../../../support/given/incidents.ts';
import { requestIn } from '../../../support/given/requests.ts';
import { deniedHour, deniedLine } from '../../../support/given/sightings.ts';

const by = (person: (typeof people)[keyof typeof people]): Voter => ({
  via: 'slack',
  kind: 'person',
  person,
});
const [security, owner, outsider] = [by(people.securityOne), by(people.owner), by(people.dataOne)];
const stranger: Voter = {
  via: 'slack',
  kind: 'unknown-user',
  handle: strangerSlackId,
  why: 'unknown-person',
};
const who = directory();

function contained(
  how: 'sessions' | 'boundary' = 'sessions',
  incident: Incident = openIncidentWith(),
): Incident {
  const noted = noteContainment(incident, { kind: 'contained', how, at: noon }, { via: 'workflow' });
  if (!noted) throw new Error('It was contained before.');
  return noted.incident;
}

function closed(): Incident {
  const explained = explainIncident(openIncidentWith(), security, 'A drill.', who, noon);
  if (explained.kind !== 'explained') throw new Error(explained.why);
  return explained.transition.incident;
}

describe('who may contain', () => {
  it('is whoever reads of it, the owner too', () => {
    for (const voter of [security, owner])
      expect(mayContain(openIncidentWith(), voter, who)).toMatchObject({ kind: 'may' });
  });

  it.each<[string, Incident, Voter, string]>([
    ['closed', closed(), security, 'closed'],
    ['contained already', contained(), security, 'already-contained'],
    ['of a role of nobody’s', openIncidentWith({ who: { arn: found().who.arn } }), security, 'no-agent'],
    ['pressed by a stranger', openIncidentWith(), stranger, 'unknown-person'],
    ['pressed by somebody outside', openIncidentWith(), outsider, 'outside-groups'],
  ])('is nobody where it is %s', (_, incident, voter, why) => {
    expect(mayContain(incident, voter, who)).toEqual({ kind: 'refused', why });
    expect(formatContainRefusal(why as never, slackDoor, strangerSlackId)).toMatch(/^[A-Z].{10,}/);
  });
});

describe('who may let the role act again', () => {
  it('is who does not answer for the agent, also once it is closed', () => {
    expect(mayEndContainment(contained(), security, who)).toMatchObject({ kind: 'may' });
    expect(mayEndContainment(contained('sessions', closed()), security, who)).toMatchObject({ kind: 'may' });
  });

  it.each<[string, Incident, Voter, string]>([
    ['it is not contained', openIncidentWith(), security, 'not-contained'],
    ['the boundary is on', contained('boundary'), security, 'boundary-stays'],
    ['a stranger presses', contained(), stranger, 'unknown-person'],
    ['the owner presses', contained(), owner, 'answers-for'],
    ['somebody outside presses', contained(), outsider, 'outside-groups'],
  ])('is nobody where %s', (_, incident, voter, why) => {
    expect(mayEndContainment(incident, voter, who)).toEqual({ kind: 'refused', why });
  });
});

it('names the person who contained it, where policy did not', () => {
  const pressed = { kind: 'contained', how: 'sessions', at: noon, by: people.securityOne.id } as const;
  expect(noteContainment(openIncidentWith(), pressed, { via: 'slack' })?.record.actor).toEqual({
    kind: 'person',
    id: people.securityOne.id,
  });
});

describe('what is known already', () => {
  it('changes nothing: the same containment, the same revert, the same request of a denied call', () => {
    expect(
      noteContainment(contained(), { kind: 'contained', how: 'sessions', at: noon }, { via: 'workflow' }),
    ).toBeUndefined();
    const refused = { kind: 'not-contained', wanted: 'sessions', code: 'AccessDenied', at: noon } as const;
    const first = noteContainment(openIncidentWith(), refused, { via: 'workflow' });
    expect(first && noteContainment(first.incident, refused, { via: 'workflow' })).toBeUndefined();
    expect(
      first && noteContainment(first.incident, { ...refused, code: 'NoSuchEntity' }, { via: 'workflow' }),
    ).toBeDefined();
    const asked = { requestId: 'f'.repeat(32), asker: people.securityOne.id, via: 'slack' };
    for (const incident of [openIncidentWith(), closed()]) {
      const reverted = noteRevert(incident, asked, noon);
      expect(reverted && noteRevert(reverted.incident, asked, noon)).toBeUndefined();
    }
    const hour = deniedHour(deniedLine(), deniedLine({ key: 'b'.repeat(64), sightingId: 'the-other' }));
    const sighting = hour.lines[0]?.sightingId ?? '';
    const turned = withRequest(hour, sighting, 'r1');
    expect(turned?.lines.map(({ requestId }) => requestId)).toEqual(['r1', undefined]);
    expect(turned && withRequest(turned, sighting, 'r1')).toBeUndefined();
    expect(withRequest(hour, 'another', 'r1')).toBeUndefined();
  });

  it('is who is told: each group once, and in a tier that there is not all of them', () => {
    const later = [{ afterSeconds: 3_600, group: 'sre-oncall' }];
    expect(groupsOfTier(openIncidentWith({ later }), 0)).toEqual(['security']);
    expect(groupsOfTier(openIncidentWith({ later }), 999)).toEqual(['security', 'sre-oncall']);
    expect(groupsOfTier(openIncidentWith(), 999)).toEqual(['security']);
  });
});

describe('rows of what is no request', () => {
  it('leave out what an incident or a coverage has not', () => {
    const { record } = openingOfFound({ who: { arn: 'arn:aws:iam::111122223333:root' } });
    const { resource: _, agent: __, ...bare } = record;
    expect(incidentRow(bare, '')).toMatchObject({
      agent_id: null,
      session: null,
      resource: null,
      owners: [],
    });
    const draft = {
      v: 1,
      version: 1,
      state: 'open',
      readUntil: '2026-01-06T00:00:00Z',
      counts: noCounts,
    } as const;
    const change = { type: 'opened' } as const;
    const actor = { kind: 'system', id: 'reconcile' } as const;
    const opened = coverageRecordOf(
      { ...draft, ...periodOfDay('2026-01-05'), places: [], gaps: [] },
      { at: noon, actor, change },
      null,
    );
    expect(coverageRow(opened, '')).toMatchObject({ account: null, region: null, type: 'opened' });
  });
});

it('a run that failed here and was done by AWS has another outcome, whatever its code', () => {
  const failed = { ...requestIn('failed'), accessKeyId: 'ASIAEXAMPLEEXAMPLE00' };
  const { failure: _, ...uncoded } = failed;
  const seen = { eventIds: ['e'], differences: [], untold: [] };
  expect(noteSeenRun(uncoded, seen, 'sight', noon)?.request).toMatchObject({
    evidence: { kind: 'drifted', differences: [{ pointer: 'outcome', signed: 'failed', seen: 'done' }] },
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIncidentButton } from '../../../../adapters/slack/incident-button-value.ts';
import { incidentBlocks, incidentText } from '../../../../adapters/slack/incident-card.ts';
import type { Containment, Explanation, Incident } from '../../../../core/detection/incident.ts';
import type { NewIncident } from '../../../../core/detection/new-incident.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { type State, states } from '../../../../core/request/lifecycle.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { anyObject, anyText } from '../../../support/given/any-json.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { found, openIncidentWith } from '../../../support/given/incidents.ts';

const mentions = Array.from({ length: 20 }, (_, index) => `U0PERSON${index}`.padEnd(21, 'A'));
const limits = { blocks: 50, characters: 12_000 };
const textOf = (incident: Incident, reverting?: State): string =>
  JSON.stringify(incidentBlocks(incident, ['U0SECONE'], reverting));
const buttonsOf = (incident: Incident, reverting?: State): string[] =>
  incidentBlocks(incident, [], reverting).flatMap((block) =>
    block.type === 'actions' ? block.elements.map((element) => String(element.action_id)) : [],
  );
const withContainment = (containment: Containment, changes: Partial<NewIncident> = {}): Incident => ({
  ...openIncidentWith(changes),
  containment,
});
const explanation = (reason: string, changes: Partial<Explanation> = {}): Explanation => ({
  person: people.securityOne.id,
  reason,
  at: noon,
  ...changes,
});
const closed = (incident: Incident): Incident => ({
  ...incident,
  state: 'closed',
  explanations: [explanation('Agreed by phone.')],
  closedAt: noon,
});

describe("an incident's card", () => {
  it('says what happened, who did it, where, and who answers for it', () => {
    const text = textOf(openIncidentWith());
    for (const said of [
      'Let everybody call function orders',
      'no approval covers it',
      'agent etl, session nightly-run',
      people.owner.id,
      'prod (111122223333, eu-central-1)',
      'lambda:AddPermission',
      'ask-security',
      'lambda:InvokeFunction',
      'Needs 1 person',
    ])
      expect(text).toContain(said);
  });

  it('says of each kind what it means', () => {
    expect(textOf(openIncidentWith({ kind: 'drifted' }))).toContain('not what was signed');
    expect(textOf(openIncidentWith({ kind: 'misused-role' }))).toContain('A role of Countersign');
    expect(textOf(openIncidentWith({ kind: 'trail-stopped' }))).toContain('CloudTrail sees less');
  });

  it('shows how it differs from what was signed', () => {
    const differences = [
      { pointer: '/Principal', signed: '444455556666', seen: '*' },
      { pointer: '/Qualifier', seen: 1 },
    ];
    const text = textOf(openIncidentWith({ kind: 'drifted', differences, requestId: 'r-1' }));
    expect(text).toContain(
      '/Principal: signed \\\\\\"444455556666\\\\\\", seen'.replaceAll('\\\\\\"', '\\"'),
    );
    expect(text).toContain('/Qualifier: signed nothing, seen 1');
  });

  it('says of each containment whom it hits, and that nothing is contained where nothing is', () => {
    const contained = (how: 'sessions' | 'identity' | 'boundary') =>
      textOf(withContainment({ kind: 'contained', how, at: noon }));
    expect(contained('sessions')).toContain('all who share the role');
    expect(contained('identity')).toContain('same source identity');
    expect(contained('boundary')).toContain('boundary is on the role again');
    const refused = { kind: 'not-contained', wanted: 'sessions', code: 'AccessDenied', at: noon } as const;
    expect(textOf(withContainment(refused))).toContain('NOT contained');
    expect(textOf(openIncidentWith({ contain: 'sessions' }))).toContain('Not contained yet');
    expect(textOf(openIncidentWith())).not.toContain('ontained');
  });

  it('says what was done where it is not what was asked for', () => {
    const other = { kind: 'contained', how: 'boundary', wanted: 'sessions', at: noon } as const;
    expect(textOf(withContainment(other))).toContain('could not be done to this role');
  });

  it('says what undo there is, or why there is none, until one is asked for', () => {
    const asked = { requestId: 'r-1', asker: people.securityOne.id, at: noon };
    expect(textOf(openIncidentWith())).toContain('It can be undone by lambda:RemovePermission.');
    const undo = {
      kind: 'not-offered',
      code: 'not-seen',
      detail: 'Nobody saw what was there before.',
    } as const;
    expect(textOf(openIncidentWith({ undo }))).toContain('Nobody saw what was there before.');
    expect(textOf({ ...openIncidentWith(), revert: asked })).toContain('Request r-1 is to undo it');
  });

  it('says what came of the undo that was asked for, and offers another only where it came to nothing', () => {
    const revert = { requestId: 'r-1', asker: people.securityOne.id, at: noon };
    const reverted: Incident = { ...openIncidentWith(), revert };
    expect(textOf(reverted, 'done')).toContain('It ran: this is undone.');
    const offering = states.filter((state) => buttonsOf(reverted, state).includes('revert'));
    expect(offering).toEqual(['refused', 'denied', 'expired', 'withdrawn', 'lapsed', 'failed']);
    for (const state of states) {
      const text = textOf(reverted, state);
      expect(text).toContain('Request r-1 is to undo it, asked by security.one@example.com');
      expect(text.includes('Nothing is undone by it.')).toBe(offering.includes(state));
    }
    // Nobody can say how it stands: asking twice makes one request.
    expect(buttonsOf(reverted)).toContain('revert');
    expect(buttonsOf(closed(reverted), 'denied')).toEqual([]);
  });

  it('has the buttons that still do something', () => {
    const contained: Containment = { kind: 'contained', how: 'sessions', at: noon };
    expect(buttonsOf(openIncidentWith())).toEqual(['contain', 'revert', 'explain']);
    const undo = { kind: 'not-offered', code: 'not-seen', detail: 'Nobody saw it.' } as const;
    expect(buttonsOf(openIncidentWith({ undo }))).toEqual(['contain', 'explain']);
    expect(buttonsOf(withContainment(contained))).toEqual(['end-containment', 'revert', 'explain']);
    expect(buttonsOf(withContainment({ ...contained, how: 'boundary' }))).toEqual(['revert', 'explain']);
    expect(buttonsOf(closed(openIncidentWith()))).toEqual([]);
    expect(buttonsOf(closed(withContainment(contained)))).toEqual(['end-containment']);
    const { agent: _, ...ours } = openIncidentWith();
    const { agentRole: __, ...who } = ours.who;
    expect(buttonsOf({ ...ours, who } as Incident)).toEqual(['explain']);
  });

  it('carries on each button which incident it is, and nothing else', () => {
    const incident = openIncidentWith();
    const values = incidentBlocks(incident, []).flatMap((block) =>
      block.type === 'actions'
        ? block.elements.map((element) => ('value' in element ? element.value : ''))
        : [],
    );
    expect(values.length).toBeGreaterThan(0);
    for (const value of values)
      expect(readIncidentButton(value ?? '')).toEqual({ ok: true, value: { v: 1, incident: incident.id } });
  });

  it('says that parameters are missing where CloudTrail, or the table, did not keep them', () => {
    const { parameters: _, ...none } = openIncidentWith();
    expect(textOf(none as Incident)).toContain('did not keep its parameters');
    const large = openIncidentWith({ parameters: { Code: 'x'.repeat(30_000) } });
    expect(textOf(large)).toContain('too large to be kept');
  });

  it('counts every explanation, however many there are', () => {
    const explanations = Array.from({ length: 9 }, (_, index) => explanation(`${index} `.repeat(200)));
    const text = textOf({ ...openIncidentWith(), explanations });
    expect(text).toMatch(/and \d more/);
  });
});

/** With every text that somebody else could choose. */
const incidentSaying = (text: string, parameters: JsonObject): Incident => {
  const who = { ...found().who, arn: text, session: text, sourceIdentity: text, role: text };
  const changes = { sentence: text, who, resource: text, environment: text, parameters, policies: [text] };
  const differences = [{ pointer: text, signed: text, seen: text }];
  const opened = openIncidentWith({ ...changes, differences, eventIds: [text], requestId: text });
  return {
    ...opened,
    agent: { id: text, owners: [text] },
    containment: { kind: 'contained', how: 'boundary', wanted: 'sessions', by: text, at: noon },
    revert: { requestId: text, asker: text, at: noon },
    explanations: [explanation(text, { answersFor: true }), explanation(text, { answersFor: true })],
  };
};

describe('a card that Slack takes', () => {
  it('is made of whatever somebody writes', () => {
    fc.assert(
      fc.property(anyText(300), anyObject, (text, parameters) => {
        const incident = incidentSaying(text, parameters);
        expect(checkBlocks(incidentBlocks(incident, mentions, 'lapsed'), limits)).toMatchObject({
          kind: 'valid',
        });
        expect(incidentText(incident).length).toBeLessThan(2_000);
      }),
    );
  });

  it('is made where a name is empty', () => {
    const { parameters: _, ...nothing } = incidentSaying('', {});
    expect(checkBlocks(incidentBlocks(nothing as Incident, []))).toMatchObject({ kind: 'valid' });
  });

  it.each(['x', '<', '&', '"', '\\', '\n', '\u0000', '\u202e', 'é'])(
    'is made where everything is as long as it may be, and only %j',
    (character) => {
      const long = character.repeat(2_000);
      const incident = incidentSaying(long, { [long]: long });
      expect(checkBlocks(incidentBlocks(incident, mentions, 'lapsed'), limits)).toMatchObject({
        kind: 'valid',
      });
    },
  );

  it('has nothing of others in it that Slack would format: all of it is plain', () => {
    const hostile = '*x* <!channel> <@U0SECONE> :bell:';
    const blocks = incidentBlocks(incidentSaying(hostile, { hostile }), []);
    expect(JSON.stringify(blocks)).not.toContain('"mrkdwn"');
    expect(incidentText(openIncidentWith({ sentence: hostile }))).not.toContain('<!channel>');
  });
});

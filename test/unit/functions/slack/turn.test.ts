import { describe, expect, it } from 'vitest';
import { readInteraction } from '../../../../functions/slack/interact/interaction.ts';
import { people } from '../../../support/given/directory.ts';
import { allow, review, ruleBy } from '../../../support/given/rulings.ts';
import { deniedCall } from '../../../support/given/sighted-event.ts';
import { formOf, team, turnPayload } from '../../../support/given/slack-event.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem, type SystemSettings } from '../../../support/memory-system.ts';

const output = capturedOutput();
const { owner } = people;
const sighting = '00000000-0000-4000-8000-000000000001';
const ruleOn = ruleBy({ 'rds:DeleteDBInstance': review({ run: 'countersign' }) });

async function denied(settings: SystemSettings = {}) {
  const system = memorySystem({ ruleOn, ...settings });
  await system.sighted(
    deniedCall({
      call: 'rds:DeleteDBInstance',
      parameters: { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true },
    }),
  );
  const requests = () => system.requests.written.filter(({ from }) => from === null);
  return { system, requests, id: system.sightings.written[0]?.id ?? '' };
}

describe('a press on Turn into a request', () => {
  it('carries the sighting and who pressed, and nothing of the call', () => {
    const payload = turnPayload({ user: owner.handles.slack, sighting });
    expect(readInteraction(formOf(payload))).toEqual({
      kind: 'turn',
      team,
      order: {
        v: 1,
        sightingId: sighting,
        handle: owner.handles.slack,
        card: { door: 'slack', ref: 'C0APPROVALS/1767615000.000001' },
      },
    });
  });

  it.each(['', '{}', '{"v":1,"sighting":"../x"}', '{"v":2,"sighting":"00000000"}'])(
    'with a value that is none of ours is malformed: %s',
    (value) => {
      const payload = turnPayload({ user: owner.handles.slack, sighting });
      const changed = { ...payload, actions: payload.actions.map((action) => ({ ...action, value })) };
      expect(readInteraction(formOf(changed)).kind).toBe('malformed');
    },
  );

  it('runs at once what policy lets pass without people, as its agent could have had it run', async () => {
    const passing = ruleBy({ 'rds:DeleteDBInstance': { ...allow, run: 'countersign' } });
    const { system, id, requests } = await denied({ ruleOn: passing });
    expect(await system.turn(owner.id, id)).toContain('and is done.');
    expect(requests()).toHaveLength(1);
    expect(system.target.calls).toHaveLength(1);
  });

  it('is heard where Slack cannot be told that it was', async () => {
    const { system, id, requests } = await denied();
    system.messenger.down = true;
    system.deniedRooms.slack.down = true;
    await system.turn(owner.id, id).catch(() => undefined);
    expect(requests()).toHaveLength(1);
  });

  it('leaves one request and its words on the card, whatever breaks on the way and is tried again', async () => {
    const struck = new Set<string>();
    for (let moment = 1; ; moment += 1) {
      const { system, id, requests } = await denied();
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      await system.turn(owner.id, id).catch(() => undefined);
      system.outage.strike = () => {};
      await system.turn(owner.id, id);
      if (strike.struck === undefined) break;
      struck.add(strike.struck);
      expect(requests(), strike.struck).toHaveLength(1);
      const hour = await system.ports.denied.get('etl', { hour: '2026-01-05T12' });
      expect(hour?.lines[0]?.requestId, strike.struck).toBe(requests()[0]?.request.id);
    }
    expect(struck.size).toBeGreaterThan(15);
  });

  it('is logged by ids alone', async () => {
    const { system, id } = await denied();
    await system.turn(owner.id, id);
    const lines = output.lines().filter(({ code }) => String(code).startsWith('turn-'));
    expect(lines).toMatchObject([
      { code: 'turn-clicked', sighting: id },
      { code: 'turn-asked', outcome: 'asked' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('orders');
  });
});

import { describe, expect, it } from 'vitest';
import { incidentVersions } from '../../../../core/detection/incident.ts';
import { incidentIdOf } from '../../../../core/detection/open-incident.ts';
import { auditRowSchema } from '../../../../core/evidence/audit-row.ts';
import { incidentRecordVersions } from '../../../../core/evidence/incident-record.ts';
import { hashOfRecord } from '../../../../core/evidence/record.ts';
import { sealedRow } from '../../../../core/evidence/sealed-row.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { mustReadVersioned } from '../../../../core/lib/versioned.ts';
import { openingOfFound, sightingId, stored } from '../../../support/given/incidents.ts';

describe('an incident that is opened', () => {
  it('is named after its sighting alone, whatever else comes with it', () => {
    const id = incidentIdOf(sightingId);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(openingOfFound().incident.id).toBe(id);
    expect(openingOfFound({ risk: 'low', seenAt: '2026-01-06T12:00:00.000Z' }).incident.id).toBe(id);
    expect(openingOfFound({ sightingId: 'another' }).incident.id).not.toBe(id);
  });

  it('is as its schemas say, and so is its record, which proves itself', () => {
    const { incident, record } = openingOfFound({
      contain: 'sessions',
      later: [{ afterSeconds: 60, group: 'b' }],
    });
    expect(mustReadVersioned(incidentVersions, stored(incident))).toEqual(incident);
    expect(mustReadVersioned(incidentRecordVersions, JSON.parse(canonicalJson(record)))).toEqual(record);
    expect(record).toMatchObject({ id: `incident-${incident.id}.1`, seq: 1, prev: null, state: 'open' });
    expect(hashOfRecord(record)).toBe(record.hash);
    expect(incident.recordHash).toBe(record.hash);
  });

  it('keeps no member that is too large for the table, and says which', () => {
    const parameters = { Code: 'x'.repeat(20_001) };
    const { incident } = openingOfFound({ parameters, result: { Arn: 'small' } });
    expect(incident).toMatchObject({ leftOut: ['parameters'], result: { Arn: 'small' } });
    expect(incident.parameters).toBeUndefined();
  });

  it('stays below what an item takes, at its worst', () => {
    const large = { text: '\u{FFFD}'.repeat(19_900) };
    const differences = [
      { pointer: '/text', signed: '\u{FFFD}'.repeat(9_900), seen: '\u{FFFD}'.repeat(9_900) },
    ];
    const { incident, record } = openingOfFound({ parameters: large, result: large, differences });
    const bytes = Buffer.byteLength(canonicalJson(incident)) + Buffer.byteLength(canonicalJson(record));
    expect(incident).not.toHaveProperty('leftOut');
    expect(bytes).toBeLessThan(390_000);
  });

  it('is sealed as a row of its own chain, which no request’s can be', () => {
    const { incident, record } = openingOfFound();
    const read = sealedRow(record, canonicalJson(record));
    if (!read.ok) throw new Error(read.detail);
    expect(auditRowSchema.parse(read.row)).toMatchObject({
      record_id: `incident-${incident.id}.1`,
      request_id: null,
      incident_id: incident.id,
      type: 'opened',
      agent_id: 'etl',
      action: 'lambda:AddPermission',
      outcome: 'unapproved',
      cloudtrail_event_ids: [sightingId],
      actor: 'system:sight',
    });
  });
});

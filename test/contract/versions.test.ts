import { describe, expect, it } from 'vitest';
import { type Item, readItem } from '../../adapters/aws/dynamodb/read-item.ts';
import type { AuditRow } from '../../core/evidence/audit-row.ts';
import { whyColumnsDiffer } from '../../core/evidence/check-columns.ts';
import { type AuditRecord, hashOfRecord } from '../../core/evidence/record.ts';
import { mustReadVersioned } from '../../core/lib/versioned.ts';
import { moves, type State } from '../../core/request/lifecycle.ts';
import type { Request } from '../../core/request/request.ts';
import { shapeHash } from '../fixtures/shape-hash.ts';
import { type Fixture, fixtures, readJsonFile, shapesFile, valueFiles } from '../fixtures/versions.ts';

const valuesOf = ({ name, v, values }: Fixture): unknown[] => {
  const read = readJsonFile(values);
  if (!Array.isArray(read) || read.length === 0)
    throw new Error(`test/fixtures/v${v}/${name}.json must hold a list of values.`);
  return read;
};
const named = (name: string) => fixtures.filter((fixture) => fixture.name === name);
const everyOf = <T>(name: string) => named(name).flatMap((fixture) => valuesOf(fixture) as T[]);

/** All of them: one that is forgotten here does not compile. */
const changes: Record<AuditRecord['change']['type'], true> = {
  submitted: true,
  joined: true,
  notified: true,
  voted: true,
  'vote-refused': true,
  'vote-taken-back': true,
  questioned: true,
  answered: true,
  expired: true,
  withdrawn: true,
  looked: true,
  started: true,
  running: true,
  ran: true,
  'not-run': true,
  unanswered: true,
  granted: true,
  'grant-ended': true,
  revoked: true,
  redeemed: true,
  lapsed: true,
  reported: true,
  unreported: true,
  confirmed: true,
  drifted: true,
  unseen: true,
};
const actors: Record<AuditRecord['actor']['kind'], true> = {
  agent: true,
  person: true,
  'unknown-user': true,
  ticket: true,
  system: true,
};

describe.each(fixtures)('$name, version $v', (fixture) => {
  it('is read by the code of today', () => {
    for (const value of valuesOf(fixture)) {
      if (fixture.name.endsWith('-item')) readItem(fixture.versions, value as Item);
      else mustReadVersioned(fixture.versions, value);
    }
  });

  it('says its version', () => {
    const said = valuesOf(fixture).map((value) => (value as { v: unknown }).v);
    expect(new Set(said.map((v) => JSON.stringify(v)))).toEqual(
      new Set([JSON.stringify(fixture.name.endsWith('-item') ? { N: String(fixture.v) } : fixture.v)]),
    );
  });

  it('has the shape that it had: another one is another version (test/fixtures/README.md)', () => {
    const noted = readJsonFile(shapesFile(fixture.v)) as Record<string, string>;
    expect(noted[fixture.name]).toBe(shapeHash(fixture.reader));
  });
});

describe('the fixtures', () => {
  it('are those of every version that there is, and no others', () => {
    const known = fixtures.map(({ name, v }) => `v${v}/${name}.json`);
    expect(valueFiles().sort()).toEqual(known.sort());
  });

  it('hold a request in every state', () => {
    const states = new Set(everyOf<Request>('request').map(({ state }) => state));
    expect([...states].sort()).toEqual((Object.keys(moves) as State[]).sort());
  });

  it('hold a record of everything that can happen, by everybody who can do it', () => {
    const records = everyOf<AuditRecord>('record');
    expect(new Set(records.map(({ change }) => change.type))).toEqual(new Set(Object.keys(changes)));
    expect(new Set(records.map(({ actor }) => actor.kind))).toEqual(new Set(Object.keys(actors)));
  });
});

describe('what was sealed', () => {
  it('has the columns that are made of its record, whatever its version', () => {
    const rows = everyOf<AuditRow>('audit-row');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(whyColumnsDiffer(JSON.stringify(row))).toBeUndefined();
  });

  it('is proved by its own text, whatever its version', () => {
    for (const row of everyOf<AuditRow>('audit-row')) {
      const detail = JSON.parse(row.detail) as AuditRecord;
      expect(hashOfRecord(detail)).toBe(row.hash);
    }
    for (const record of everyOf<AuditRecord>('record')) expect(hashOfRecord(record)).toBe(record.hash);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noteContainment } from '../../core/detection/contain-incident.ts';
import { type Counts, noCounts, periodOfDay, secondOf } from '../../core/detection/coverage.ts';
import { explainIncident } from '../../core/detection/explain-incident.ts';
import { openingOf } from '../../core/detection/open-incident.ts';
import type { AuditRow } from '../../core/evidence/audit-row.ts';
import { type CoverageRecord, coverageRecordOf } from '../../core/evidence/coverage-record.ts';
import { sealedRow } from '../../core/evidence/sealed-row.ts';
import { sha256 } from '../../core/lib/digest.ts';
import { canonicalJson, type Json } from '../../core/lib/json.ts';
import { releaseArn } from './given/agent-event.ts';
import { submissions } from './given/catalog.ts';
import { directory, people } from './given/directory.ts';
import { found } from './given/incidents.ts';
import { allow, refuse, review } from './given/rulings.ts';
import { memorySystem } from './memory-system.ts';

/** Sealed objects by their keys, each a list of lines. */
export type Trail = ReadonlyMap<string, readonly string[]>;

/** What the trail of three days is asked about; its requests by what became of them. */
export interface SeededTrail {
  trail: Trail;
  ids: Record<'looked' | 'refused' | 'quick' | 'denied' | 'ownSigned' | 'expired' | 'released', string>;
}

const day = 86_400;

/**
 * Requests through the real handlers, from Monday the 5th of January 2026 at noon; sealed by `seal` itself. After each has
 * come what CloudTrail showed of it.
 */
export async function seededTrail(): Promise<SeededTrail> {
  const system = memorySystem({
    ruleOn: ({ action, resource }) => {
      if (action === 'rds:DescribeDBInstances') return allow;
      if (action === 'rds:DeleteDBCluster') return refuse;
      return review({ run: resource.endsWith('by-us') ? 'countersign' : 'agent' });
    },
  });
  const { body: looked } = await system.submit(submissions.look);
  await system.run(looked.id, 'done', looked.digest);
  const { body: refused } = await system.submit(submissions.removeCluster);

  const quick = await system.asked(submissions.remove('by-us'));
  await system.pass(4);
  await system.click(people.securityOne.id, 'approve', quick, 'Known job.');
  await system.settle();

  const denied = await system.asked(submissions.remove('ledger'));
  await system.pass(90);
  await system.click(
    people.securityTwo.id,
    'deny',
    denied,
    '=HYPERLINK("https://example.com","Not without a snapshot")',
  );
  await system.settle();

  await system.pass(day);
  const ownSigned = await system.asked(submissions.remove('stock'));
  await system.click(people.owner.id, 'approve', ownSigned);
  await system.pass(300);
  await system.click(people.securityOne.id, 'approve', ownSigned);
  await system.settle();
  await system.run(ownSigned.id, 'failed', ownSigned.digest);
  const expired = await system.asked(submissions.remove('nobody-cares'));
  await system.pass(2_000);

  await system.pass(day);
  const { body: released } = await system.submit(inStaging, { as: releaseArn('444455556666') });
  await system.settle();

  const ids = {
    looked: looked.id,
    refused: refused.id,
    quick: quick.id,
    denied: denied.id,
    ownSigned: ownSigned.id,
    expired: expired.id,
    released: released.id,
  };
  const rowsOf = (id: string): AuditRow[] =>
    [...system.sealed.values()]
      .flat()
      .map((line) => JSON.parse(line) as AuditRow)
      .filter(({ request_id }) => request_id === id);
  const seen = [
    compared(rowsOf(quick.id), 'confirmed', '2026-01-05T12:15:00.000Z', ['event-1']),
    compared(rowsOf(ownSigned.id), 'drifted', '2026-01-06T12:20:00.000Z', ['event-2']),
  ];
  const [firstKey = '', firstLines = []] = [...system.sealed][0] ?? [];
  return {
    trail: new Map([
      ...system.sealed,
      // Delivered once more, and cut differently.
      [firstKey.replace('.ndjson.gz', '-again.ndjson.gz'), firstLines.slice(0, 2)],
      sealedAt('2026-01-07', '03', [...seen, ...incidentRows(), ...coverageRows()]),
    ]),
    ids,
  };
}

const inStaging = {
  action: 'rds:DeleteDBInstance',
  resource: 'arn:aws:rds:eu-central-1:444455556666:db:cart',
  parameters: { DBInstanceIdentifier: 'cart', SkipFinalSnapshot: true },
  reason: 'The experiment is over.',
};

const sealedAt = (dt: string, hh: string, rows: readonly AuditRow[]): [string, string[]] => [
  `records/dt=${dt}/hh=${hh}/seen-1-${rows.length}.ndjson.gz`,
  rows.map((row) => JSON.stringify(row)),
];

/** What CloudTrail showed of a run is the next record of its request. */
function compared(rows: readonly AuditRow[], type: string, at: string, eventIds: string[]): AuditRow {
  const last = rows.at(-1);
  if (!last) throw new Error('The request was not sealed.');
  const { hash: prev, ...before } = JSON.parse(last.detail) as { hash: string; requestId: string };
  const seq = last.seq + 1;
  const record_id = `${last.request_id}.${seq}`;
  const unhashed = {
    ...before,
    id: record_id,
    seq,
    at,
    change: {
      type,
      eventIds,
      ...(type === 'confirmed'
        ? { untold: [] }
        : { differences: [{ pointer: '/DBInstanceIdentifier', signed: 'stock', seen: 'orders' }] }),
    },
    prev,
  };
  const hash = sha256(canonicalJson(unhashed));
  const detail = canonicalJson({ ...unhashed, hash });
  const told = { actor: 'system:sight', via: 'cloudtrail', outcome: null, cloudtrail_event_ids: eventIds };
  return { ...last, ...told, record_id, seq, type, at, prev, hash, detail };
}

/** As a copy of the bucket has it. */
export function writeTrail(trail: Trail, folder: string): void {
  for (const [key, lines] of trail) {
    const file = join(folder, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, gzipSync(`${lines.join('\n')}\n`));
  }
}

const rowOf = (record: { id: string }): AuditRow => {
  const read = sealedRow(record, canonicalJson(record as unknown as Json));
  if (!read.ok) throw new Error(read.detail);
  return read.row;
};

/** Opened, contained by policy, explained by a person, which closes it. */
function incidentRows(): AuditRow[] {
  const opening = openingOf(
    found({
      sightingId: 'event-3',
      eventIds: ['event-3'],
      at: '2026-01-06T01:59:00.000Z',
      action: 'iam:CreateAccessKey',
      resource: 'arn:aws:iam::111122223333:user/deploy',
      region: 'us-east-1',
      contain: 'sessions',
    }),
    'sight',
    '2026-01-06T02:00:00.000Z',
  );
  const contained = noteContainment(
    opening.incident,
    { kind: 'contained', how: 'sessions', at: '2026-01-06T02:00:05.000Z' },
    { via: 'workflow' },
  );
  if (!contained) throw new Error('The incident was contained before.');
  const voter = { via: 'slack', kind: 'person', person: people.securityTwo } as const;
  const explained = explainIncident(
    contained.incident,
    voter,
    'A drill of ours.',
    directory(),
    '2026-01-06T02:20:00.000Z',
  );
  if (explained.kind !== 'explained') throw new Error(`The incident was not explained: ${explained.why}.`);
  return [opening, contained, explained.transition].map(({ record }) => rowOf(record));
}

/** Of each day, how far reconcile came and what it counted by then. */
function coverageRows(): AuditRow[] {
  const whole = { ...noCounts, seen: 40, matched: 36, drifted: 1, unmatched: 2, notUnderstood: 1 };
  return [
    ...coverageOf('2026-01-05', [
      { at: '2026-01-06T01:00:00.000Z', counts: whole },
      { at: '2026-01-06T02:00:00.000Z', counts: { ...whole, seen: 41, matched: 37, late: 1 } },
    ]),
    ...coverageOf('2026-01-06', [
      { at: '2026-01-07T01:00:00.000Z', counts: { ...noCounts, notUnderstood: 1 } },
    ]),
  ];
}

function coverageOf(day: string, reads: readonly { at: string; counts: Counts }[]): AuditRow[] {
  const records: CoverageRecord[] = [];
  for (const [index, { at, counts }] of reads.entries()) {
    const through = secondOf(at);
    const change = {
      type: 'read',
      account: '111122223333',
      region: 'eu-central-1',
      through,
      counts,
      gaps: [],
    } as const;
    const actor = { kind: 'system', id: 'reconcile' } as const;
    const draft = {
      v: 1,
      version: index + 1,
      state: 'open',
      ...periodOfDay(day),
      readUntil: through,
      counts,
      places: [],
      gaps: [],
    } as const;
    records.push(
      coverageRecordOf(
        { ...draft, places: [], gaps: [] },
        { at, actor, change: { ...change, gaps: [] } },
        records.at(-1)?.hash ?? null,
      ),
    );
  }
  return records.map(rowOf);
}

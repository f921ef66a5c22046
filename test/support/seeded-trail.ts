import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AuditRow } from '../../core/evidence/audit-row.ts';
import { sha256 } from '../../core/lib/digest.ts';
import { canonicalJson, type JsonObject } from '../../core/lib/json.ts';
import { releaseArn } from './given/agent-event.ts';
import { submissions } from './given/catalog.ts';
import { people } from './given/directory.ts';
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
      sealedAt('2026-01-07', '03', [...seen, ...incident, ...coverage]),
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
  const unhashed = { ...before, id: record_id, seq, at, change: { type, events: eventIds }, prev };
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

const place = { account: '111122223333', region: 'eu-central-1', environment: 'prod' };
const call = { action: 'iam:CreateAccessKey', resource: 'arn:aws:iam::111122223333:user/deploy', ...place };

const emptyRow = {
  v: 1,
  request_id: null,
  incident_id: null,
  agent_id: null,
  agent_role: null,
  session: null,
  owners: [],
  model: null,
  action: null,
  resource: null,
  account: null,
  region: null,
  environment: null,
  risk: null,
  reason: null,
  ticket: null,
  ruling: null,
  ruling_reasons: [],
  policies: [],
  policy_version: null,
  digest: null,
  state: null,
  choice: null,
  vote_reason: null,
  approvals_needed: null,
  approvals_given: null,
  outcome: null,
  error: null,
  cloudtrail_event_ids: [],
} satisfies Partial<AuditRow>;

const sight = { actor: 'system:sight', via: 'cloudtrail' };
const incident = chainOf(
  'incident-a1',
  [
    { type: 'opened', at: '2026-01-06T02:00:00.000Z', ...sight, cloudtrail_event_ids: ['event-3'] },
    { type: 'contained', at: '2026-01-06T02:00:05.000Z', ...sight },
    {
      type: 'explained',
      at: '2026-01-06T02:20:00.000Z',
      actor: `person:${people.securityTwo.id}`,
      via: 'slack',
    },
    {
      type: 'closed',
      at: '2026-01-06T02:21:00.000Z',
      actor: `person:${people.securityTwo.id}`,
      via: 'slack',
    },
  ].map((record) => ({ ...record, ...call, incident_id: 'a1', agent_id: 'etl' })),
);

const reconcile = { type: 'coverage', actor: 'system:reconcile', via: 'trail-bucket' };
const counts = { seen: 40, matched: 36, drifted: 1, unmatched: 2, late: 0, notUnderstood: 1 };
const coverage = [
  ...chainOf('coverage-2026-01-05', [
    { ...reconcile, at: '2026-01-06T01:00:00.000Z', counts },
    { ...reconcile, at: '2026-01-06T02:00:00.000Z', counts: { ...counts, seen: 41, matched: 37, late: 1 } },
  ]),
  ...chainOf('coverage-2026-01-06', [
    {
      ...reconcile,
      at: '2026-01-07T01:00:00.000Z',
      counts: { ...counts, seen: 0, matched: 0, drifted: 0, unmatched: 0 },
    },
  ]),
];

/** A chain of an incident or of a day's coverage, each record naming the one before it. */
export function chainOf(
  chain: string,
  records: readonly (Partial<AuditRow> &
    Pick<AuditRow, 'type' | 'at' | 'actor' | 'via'> & { counts?: JsonObject })[],
): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const [index, { counts, ...columns }] of records.entries()) {
    const seq = index + 1;
    const prev = rows.at(-1)?.hash ?? null;
    const unhashed = {
      v: 1,
      id: `${chain}.${seq}`,
      seq,
      type: columns.type,
      at: columns.at,
      ...counts,
      prev,
    };
    const hash = sha256(canonicalJson(unhashed));
    const detail = canonicalJson({ ...unhashed, hash });
    rows.push({ ...emptyRow, ...columns, record_id: `${chain}.${seq}`, seq, prev, hash, detail });
  }
  return rows;
}

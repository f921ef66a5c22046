import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../clients/cli/audit/query/engine.ts';
import { fillParameters } from '../clients/cli/audit/query/fill-parameters.ts';
import { openEngine } from '../clients/cli/audit/query/open-engine.ts';
import { type NamedQuery, namedQueries } from '../infra/athena/named-queries.ts';
import { each } from './cost/prices.ts';
import type { Measurement } from './measurement.ts';
import { requestIdOf, type WrittenTrail, writeRecords } from './million-records.ts';

const records = 1_000_000;
const runs = 3;
const approvalsADay = 1_000;
const yearOfDays = 365;
/** `seal` writes once a minute at most. */
const minutesADay = 1_440;

/** Every named question over a million records on this machine, and what a year of them takes in AWS. */
export async function measureAsking(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const written = writeRecords(folder, records);
    return [...(await askAll(folder)), ...sizes(written), ...aYear(written)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function askAll(folder: string): Promise<Measurement[]> {
  const start = performance.now();
  const opened = await openEngine({ dir: folder }, undefined);
  if (!opened.ok) throw new Error(opened.detail);
  const copied = {
    name: 'a million records copied into DuckDB',
    unit: 's',
    samples: [since(start)],
  } as const;
  try {
    const asked: Measurement[] = [];
    for (const query of namedQueries()) asked.push(await ask(opened.engine, query));
    return [copied, ...asked];
  } finally {
    await opened.engine.close();
  }
}

const known: Readonly<Record<string, string>> = { request: requestIdOf(0), agent: 'etl' };

async function ask(engine: Engine, { name, sql, takes }: NamedQuery): Promise<Measurement> {
  const filled = fillParameters(sql, {
    span: { from: '2026-01-01', to: '2026-12-31' },
    spanGiven: false,
    given: ['request', 'agent']
      .filter((name) => takes.includes(name))
      .map((name) => `${name}=${known[name]}`),
  });
  if (!filled.ok) throw new Error(filled.detail);
  const samples: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const answer = await engine.ask({ sql, parameters: filled.parameters });
    if (!answer.ok) throw new Error(answer.detail);
    samples.push(since(start));
  }
  return { name, unit: 's', samples };
}

const sizes = ({ bytes, jsonBytes, anApproval, aloneBytes }: WrittenTrail): Measurement[] => [
  { name: 'a record in the bucket, compressed', unit: 'bytes', samples: [bytes] },
  { name: 'a record as a line of JSON', unit: 'bytes', samples: [jsonBytes] },
  {
    name: `an approval of ${anApproval} records in an object of its own`,
    unit: 'bytes',
    samples: [aloneBytes],
  },
];

/**
 * Computed of the sizes measured. At a thousand approvals a day an object holds little more than one, so it compresses by
 * itself; Athena charges for what it reads of it, compressed.
 */
function aYear({ aloneBytes }: WrittenTrail): Measurement[] {
  const gigabytes = (aloneBytes * approvalsADay * yearOfDays) / 1e9;
  const objects = Math.min(minutesADay, approvalsADay) * yearOfDays;
  const figure = (name: string, unit: Measurement['unit'], value: number) => ({
    name: `1,000 approvals a day: ${name}`,
    unit,
    samples: [value],
  });
  return [
    figure('the records of a year', 'GB', gigabytes),
    figure('to write them, a year', 'USD', objects * each.s3Put),
    figure('to keep them, a month', 'USD', gigabytes * each.s3GigabyteMonth),
    figure('a question about 30 days', 'USD', ((gigabytes * 30) / yearOfDays) * each.athenaGigabyte),
    figure('a question about a year', 'USD', gigabytes * each.athenaGigabyte),
  ];
}

const since = (start: number): number => (performance.now() - start) / 1_000;

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sha256 } from '../core/lib/digest.ts';
import { sealBatch } from '../functions/streams/seal/seal-batch.ts';
import { trail, twoMoves } from '../test/support/given/evidence.ts';
import { signingKey } from '../test/support/memory-evidence.ts';
import type { Measurement } from './measurement.ts';
import { writeTrail } from './write-trail.ts';

const sizes = [10_000, 100_000, 1_000_000];
const run = promisify(execFile);

/** How fast records are sealed and verified, what that takes of memory, and what no verifier can do without: the floor. */
export async function measureEvidence(): Promise<Measurement[]> {
  const measured: Measurement[] = [...(await sealing()), ...floor()];
  for (const size of sizes) measured.push(...(await verifying(size)));
  return measured;
}

/** Of the stream's records into packed objects, without S3: a batch of 500 is some 1.5 MB. */
async function sealing(): Promise<Measurement[]> {
  const story = trail();
  const batch = Array.from({ length: 250 }, (_, number) => twoMoves(number))
    .flat()
    .map(story.next);
  const samples: number[] = [];
  let bytes = 0;
  for (let sample = 0; sample < 9; sample++) {
    const start = performance.now();
    await sealBatch(
      {
        putLines: async (_, lines) => {
          bytes = gzipSync(`${lines.join('\n')}\n`).length;
        },
        putText: async () => {},
        now: () => '2026-01-05T09:00:00.000Z',
        onSetAside: () => {},
      },
      batch,
    );
    samples.push((batch.length * 1_000) / (performance.now() - start));
  }
  return [
    { name: 'records sealed', unit: '1/s', samples },
    {
      name: 'bytes of a sealed record in the bucket, where all tell one story',
      unit: 'bytes',
      samples: [bytes / batch.length],
    },
  ];
}

/** Unpack, parse a line, hash as many bytes as its record has. */
function floor(): Measurement[] {
  const story = trail();
  const records = Array.from({ length: 2_500 }, (_, number) => twoMoves(number))
    .flat()
    .map(story.next);
  const lines = records.map(({ record = '' }) => JSON.stringify({ detail: record }));
  const body = gzipSync(`${lines.join('\n')}\n`);
  const samples = Array.from({ length: 9 }, () => {
    const start = performance.now();
    for (const line of gunzipSync(body).toString('utf8').split('\n'))
      if (line !== '') sha256((JSON.parse(line) as { detail: string }).detail);
    return (records.length * 1_000) / (performance.now() - start);
  });
  return [{ name: 'floor: gunzip, JSON and SHA-256 of a record, one thread', unit: '1/s', samples }];
}

/** In a process of its own each time, so that its memory is its own. */
async function verifying(size: number): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    const key = signingKey();
    await writeTrail(folder, key, size);
    const cores = [...new Set([1, availableParallelism()])];
    const rows: Measurement[] = [];
    for (const threads of cores) {
      const samples: { perSecond: number; peakMegabytes: number }[] = [];
      for (let sample = 0; sample < (size > 100_000 ? 1 : 3); sample++) {
        const script = new URL('./verify-once.ts', import.meta.url).pathname;
        const { stdout } = await run(process.execPath, [
          script,
          folder,
          join(folder, 'key.pem'),
          String(threads),
        ]);
        samples.push(JSON.parse(stdout) as (typeof samples)[number]);
      }
      const of = `${size.toLocaleString('en')} records, ${threads} ${threads === 1 ? 'core' : 'cores'}`;
      rows.push(
        { name: `verified, of ${of}`, unit: '1/s', samples: samples.map(({ perSecond }) => perSecond) },
        {
          name: `memory at most, of ${of}`,
          unit: 'MB',
          samples: samples.map(({ peakMegabytes }) => peakMegabytes),
        },
      );
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

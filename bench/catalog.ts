import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { checkParseSchema } from '@cedar-policy/cedar-wasm/nodejs';
import { catalogWith } from '../catalog/catalog.ts';
import { cedarSchema } from '../catalog/generate/cedar-schema.ts';
import { synthesize } from '../local/synthesize.ts';
import { memorySystem } from '../test/support/memory-system.ts';
import { type Measurement, timed } from './measurement.ts';

/** What the number of actions costs: checking policies, a synth, Cedar's schema, and the list that agents read. */
export async function measureCatalog(runs = 5): Promise<Measurement[]> {
  const catalog = catalogWith();
  const schema = cedarSchema(catalog);
  const { body } = await memorySystem().call({ route: 'GET /v1/actions' });
  const list = JSON.stringify(body);
  const few = { samples: runs, batch: 1, warmup: 1 };
  return [
    {
      name: `policy check, ${catalog.entries.length} actions, as a process`,
      unit: 'ms',
      samples: await timed(policyCheck, { ...few, warmup: 0 }),
    },
    {
      name: 'synth, as a process',
      unit: 'ms',
      samples: await timed(synth, { ...few, samples: 3, warmup: 0 }),
    },
    { name: "Cedar's schema", unit: 'kB', samples: [schema.length / 1_000] },
    { name: "Cedar's schema, written", unit: 'ms', samples: await timed(() => cedarSchema(catalog), few) },
    { name: "Cedar's schema, read by Cedar", unit: 'ms', samples: await timed(() => read(schema), few) },
    { name: 'GET /v1/actions', unit: 'kB', samples: [list.length / 1_000] },
    { name: 'GET /v1/actions, gzip', unit: 'kB', samples: [gzipSync(list).length / 1_000] },
  ];
}

const policyCheck = () => promisify(execFile)(process.execPath, ['clients/cli/main.ts', 'policy', 'check']);

async function synth(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    const synthesized = await synthesize(folder, { stage: 'trial' });
    if (!synthesized.ok) throw new Error(synthesized.output);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function read(schema: string): void {
  const answer = checkParseSchema(schema);
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('\n'));
}

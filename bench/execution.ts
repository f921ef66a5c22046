import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createPrepareCall } from '../adapters/aws/execute/create-prepare-call.ts';
import { catalogWith } from '../catalog/catalog.ts';
import { sessionPolicy } from '../catalog/session-policy/session-policy.ts';
import { submissions } from '../test/support/given/catalog.ts';
import { people } from '../test/support/given/directory.ts';
import { review } from '../test/support/given/rulings.ts';
import { memorySystem } from '../test/support/memory-system.ts';
import { environment } from './bundles.ts';
import type { Measurement } from './measurement.ts';

const run = promisify(execFile);
const runs = 9;
const coldRuns = 5;

/** What an execution takes of its own: the way to the call, and what a cold start loads for it. */
export async function measureExecution(bundles: string): Promise<Measurement[]> {
  const folder = join(bundles, 'execute');
  return [
    { name: 'from the last vote to the call leaving, no network', unit: 'ms', samples: await toTheCall() },
    ...(await sizes(folder)),
    ...(await coldStarts(folder)),
  ];
}

/** Vote, stream, workflow, digest, session policy, the SDK's client and what is read back; stores, STS and AWS are in memory. */
async function toTheCall(): Promise<number[]> {
  const { find } = catalogWith();
  let left = Number.NaN;
  const system = memorySystem({
    ruleOn: () => review({ run: 'countersign' }),
    reach: ({ now }) => ({
      look: async () => ({ v: 1, kind: 'not-seen', code: 'no-look' }),
      prepare: createPrepareCall({
        assumeRole: async () => ({
          ok: true,
          credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'none', sessionToken: 'session' },
        }),
        roleArnFor: (account) => `arn:aws:iam::${account}:role/executor`,
        sessionPolicyFor: ({ action, parameters, account, region }, at) => {
          const entry = find(action);
          if (!entry) throw new Error(`The catalog has no ${action}.`);
          return sessionPolicy(entry, parameters, { partition: 'aws', account, region }, at);
        },
        find,
        now,
        open: () => ({
          handle: async () => {
            left = performance.now();
            const body = '<DeleteDBInstanceResponse><DeleteDBInstanceResult/></DeleteDBInstanceResponse>';
            return { response: { statusCode: 200, headers: {}, body: Buffer.from(body) } };
          },
        }),
      }),
    }),
  });
  const samples: number[] = [];
  // The first one loads the client.
  for (let i = 0; i <= runs; i += 1) {
    const request = await system.asked(submissions.remove());
    const start = performance.now();
    await system.click(people.securityOne.id, 'approve', request);
    await system.settle();
    if (!(left > start)) throw new Error('Nothing left.');
    if (i > 0) samples.push(left - start);
  }
  return samples;
}

async function sizes(folder: string): Promise<Measurement[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs') && name !== 'index.mjs');
  const chunks = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size / 1_000));
  return [
    { name: 'execute: all of its code', unit: 'kB', samples: [chunks.reduce((sum, size) => sum + size, 0)] },
    { name: `execute: a chunk, of ${chunks.length}`, unit: 'kB', samples: chunks },
  ];
}

/** A fresh process loads the function, and then the client that the call needs. */
async function coldStarts(folder: string): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for (const service of ['IAM', 'EC2', 'S3']) {
    const chunk = await chunkOf(folder, `${service}Client`);
    const script = `const t = performance.now();
      await import(${JSON.stringify(join(folder, 'index.mjs'))});
      await import(${JSON.stringify(join(folder, chunk))});
      console.log(performance.now() - t)`;
    const samples: number[] = [];
    for (let i = 0; i < coldRuns; i += 1) {
      const node = ['--input-type=module', '-e', script];
      const { stdout } = await run(process.execPath, node, { env: environment });
      samples.push(Number(stdout.trim().split('\n').at(-1)));
    }
    rows.push({ name: `execute: import with the client of ${service}`, unit: 'ms', samples });
  }
  return rows;
}

/** Names of classes are kept in bundles. */
async function chunkOf(folder: string, client: string): Promise<string> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.mjs') || name === 'index.mjs') continue;
    if ((await readFile(join(folder, name), 'utf8')).includes(`"${client}"`)) return name;
  }
  throw new Error(`No chunk holds ${client}.`);
}

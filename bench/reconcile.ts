import { createTrailReader } from '../adapters/aws/cloudtrail/trail-reader.ts';
import { cloudTrailBucket } from '../test/support/given/cloudtrail-bucket.ts';
import { allow, ruleBy } from '../test/support/given/rulings.ts';
import { callSeen } from '../test/support/given/sighted-event.ts';
import { memorySystem } from '../test/support/memory-system.ts';
import type { Measurement } from './measurement.ts';

const events = 100_000;
const inFile = 5_000;

/** A day's log files, unpacked, verified, judged and counted: how long it takes, and how much memory the process has had at the most, the bucket and the stores in it included. */
export async function measureReconcile(runs = 3): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for (const [what, everyOne] of [
    ['one in fifty an agent’s write', 50],
    ['each an agent’s write that policy allows', 1],
  ] as const) {
    const measured: { milliseconds: number; kilobytes: number }[] = [];
    for (let run = 0; run < runs; run += 1) measured.push(await reconcile(everyOne));
    const name = `${events.toLocaleString('en')} events, ${what}`;
    rows.push(
      { name, unit: 'ms', samples: measured.map(({ milliseconds }) => milliseconds) },
      { name: `${name}, memory`, unit: 'kB', samples: measured.map(({ kilobytes }) => kilobytes) },
    );
  }
  return rows;
}

/** Stores are in memory: what DynamoDB adds is two calls for each write of an agent. */
async function reconcile(everyOne: number): Promise<{ milliseconds: number; kilobytes: number }> {
  const { trail } = cloudTrailBucket([
    { from: '2026-01-05T00:00:00Z', to: '2026-01-06T01:00:00Z', files: filesOf(everyOne) },
  ]);
  const system = memorySystem({
    reader: createTrailReader(trail),
    ruleOn: ruleBy({ 'ec2:CreateTags': allow }),
  });
  system.clock.pass(20 * 3_600);
  const start = performance.now();
  await system.reconcile();
  const milliseconds = performance.now() - start;
  const coverage = await system.coverages.get('2026-01-05');
  const { seen = 0 } = coverage?.counts ?? {};
  if (seen !== events / everyOne) throw new Error(`${seen} of ${events / everyOne} events were counted.`);
  return { milliseconds, kilobytes: process.resourceUsage().maxRSS };
}

function filesOf(everyOne: number): Readonly<Record<string, unknown>>[][] {
  const files: Readonly<Record<string, unknown>>[][] = [];
  for (let at = 0; at < events; at += 1) {
    if (at % inFile === 0) files.push([]);
    const isAgents = at % everyOne === 0;
    files.at(-1)?.push(
      callSeen({
        call: 'ec2:CreateTags',
        role: isAgents ? 'etl-agent' : 'web-server',
        at: '2026-01-05T12:00:00Z',
        parameters: {
          resourcesSet: { items: [{ resourceId: 'i-0123456789abcdef0' }] },
          tagSet: { items: [{ key: 'run', value: String(at) }] },
        },
      }).event,
    );
  }
  return files;
}

import { people } from '../test/support/given/directory.ts';
import { allow, review, ruleBy } from '../test/support/given/rulings.ts';
import {
  callSeen,
  delivered,
  deniedCall,
  ownCall,
  type TrailEventText,
} from '../test/support/given/sighted-event.ts';
import { type MemorySystem, memorySystem } from '../test/support/memory-system.ts';
import type { Measurement } from './measurement.ts';

const removal = (name: string) => ({
  call: 'rds:DeleteDBInstance',
  parameters: { dBInstanceIdentifier: name, skipFinalSnapshot: true },
});
const ruleOn = ruleBy({
  'rds:DeleteDBInstance': review({ run: 'countersign' }),
  'rds:DescribeDBInstances': allow,
});

/** Events a second through one `sight`, in batches of ten as the queue gives them, on stores in memory. */
export async function measureSight(): Promise<Measurement[]> {
  const kinds: Record<string, (system: MemorySystem, n: number) => Promise<TrailEventText>> = {
    'plainly allowed': async () => callSeen({ call: 'rds:DescribeDBInstances', readOnly: true }),
    'of nobody here': async () => callSeen({ ...removal('orders'), role: 'administrator' }),
    'a run confirmed': async (system, n) => {
      const asked = await system.asked({
        action: 'rds:DeleteDBInstance',
        resource: `arn:aws:rds:eu-central-1:111122223333:db:db-${n}`,
        parameters: { DBInstanceIdentifier: `db-${n}`, SkipFinalSnapshot: true },
        reason: 'bench',
      });
      await system.click(people.securityOne.id, 'approve', asked);
      await system.settle();
      const request = await system.requests.get(asked.id);
      const accessKeyId = request?.state === 'done' ? (request.accessKeyId ?? '') : '';
      return ownCall('executor', `countersign-${asked.id}`, { ...removal(`db-${n}`), accessKeyId });
    },
    'denied, and told': async () => deniedCall(removal('orders')),
    'without an approval': async (_, n) => callSeen(removal(`db-${n}`)),
  };
  const measured: Measurement[] = [];
  for (const [kind, eventOf] of Object.entries(kinds)) {
    const samples: number[] = [];
    for (let sample = 0; sample < 5; sample += 1) samples.push(await eventsASecond(eventOf));
    measured.push({ name: `sight, ${kind}`, unit: '1/s', samples });
  }
  return measured;
}

const [events, batch] = [100, 10];

async function eventsASecond(
  eventOf: (system: MemorySystem, n: number) => Promise<TrailEventText>,
): Promise<number> {
  const system = memorySystem({ ruleOn, pendingLimit: 1_000_000, requestsPerMinute: 1_000_000 });
  const bodies: string[] = [];
  for (let n = 0; n < events; n += 1) bodies.push(delivered(await eventOf(system, n)));
  const start = performance.now();
  for (let at = 0; at < events; at += batch) {
    const { batchItemFailures } = await system.taken(...bodies.slice(at, at + batch));
    if (batchItemFailures.length > 0) throw new Error('An event could not be judged.');
  }
  return events / ((performance.now() - start) / 1_000);
}

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditRecord, hashOfRecord } from '../../core/evidence/record.ts';
import { type SetAside, setAsideVersions } from '../../core/evidence/set-aside.ts';
import { mustReadVersioned } from '../../core/lib/versioned.ts';
import { createHandler } from '../../functions/streams/seal/handler.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { invoke } from '../support/given/lambda.ts';
import { allow, review, twoGroups } from '../support/given/rulings.ts';
import { imageOf, sequenceOf, streamEvent, streamed } from '../support/given/stream-event.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

capturedOutput();

interface Line {
  record_id: string;
  request_id: string;
  seq: number;
  prev: string | null;
  hash: string;
  detail: string;
}

/** Many requests through all their states, so that every kind of move is written. */
async function busyHouse(): Promise<MemorySystem> {
  const system = memorySystem({
    ruleOn: ({ action }) => (action.endsWith('Instances') ? allow : review(twoGroups)),
  });
  const approved = await system.asked(submissions.remove('approved'));
  const denied = await system.asked(submissions.remove('denied'));
  const withdrawn = await system.asked(submissions.remove('withdrawn'));
  const failed = await system.asked(submissions.remove('failed'));
  await system.asked(submissions.remove('expired'));
  for (const request of [approved, failed]) {
    await system.click(people.outsider.id, 'approve', request);
    await system.click(people.securityOne.id, 'approve', request, 'Known job.');
    await system.click(people.dataOne.id, 'approve', request);
  }
  await system.click(people.owner.id, 'approve', denied);
  await system.click(people.onCall.id, 'deny', denied);
  await system.withdraw(withdrawn.id);
  await system.run(failed.id, 'failed', failed.digest);
  const { body } = await system.submit(submissions.look);
  await system.pass(700);
  await system.pass(3_600);
  await system.start(body.id, body.digest);
  await system.run(approved.id, 'done', approved.digest);
  await system.settle();
  return system;
}
let system: MemorySystem;
beforeAll(async () => {
  system = await busyHouse();
});

const read = (objects: ReadonlyMap<string, readonly string[]>): Line[] =>
  [...objects.values()].flat().map((line) => JSON.parse(line) as Line);

/** As Athena counts: one line for one record_id. */
const counted = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((line) => [line.record_id, line])).values(),
];

/** What an auditor runs over the lines of one request: every hash, every link, no gap. */
function faultsIn(lines: readonly Line[]): string[] {
  const byRequest = Map.groupBy(lines, ({ request_id }) => request_id);
  return [...byRequest.values()].flatMap((own) =>
    own
      .toSorted((a, b) => a.seq - b.seq)
      .flatMap((line, index, all) => {
        const record = JSON.parse(line.detail) as AuditRecord;
        const faults = [];
        if (hashOfRecord(record) !== line.hash) faults.push(`${line.record_id} is changed`);
        if (line.seq !== index + 1) faults.push(`${line.request_id}.${index + 1} is missing`);
        if (line.prev !== (all[index - 1]?.hash ?? null)) faults.push(`${line.record_id} follows another`);
        return faults;
      }),
  );
}

describe('every move of a request', () => {
  it('is seen here', () => {
    const states = new Set(system.requests.written.map(({ request }) => request.state));
    expect([...states].sort()).toEqual(
      [
        'allowed',
        'approved',
        'started',
        'denied',
        'expired',
        'failed',
        'lapsed',
        'pending',
        'withdrawn',
      ].sort(),
    );
  });

  it('is one item with the request and its record in it', () => {
    for (const transition of system.requests.written) {
      const image = imageOf(transition);
      const record = JSON.parse(image.record?.S ?? 'null') as AuditRecord;
      const request = JSON.parse(image.request?.S ?? 'null') as { recordHash: string; version: number };
      expect(image.sk).toEqual({ S: 'request' });
      expect(record.hash).toBe(request.recordHash);
      expect(record.seq).toBe(request.version);
      expect(hashOfRecord(record)).toBe(record.hash);
    }
  });

  it('is chained to the one before it', () => {
    for (const transitions of Map.groupBy(system.requests.written, ({ request }) => request.id).values()) {
      for (const [index, { record }] of transitions.entries()) {
        expect(record.id).toBe(`${record.requestId}.${index + 1}`);
        expect(record.prev).toBe(transitions[index - 1]?.record.hash ?? null);
      }
    }
  });

  it('is sealed', () => {
    expect(
      read(system.sealed)
        .map(({ record_id }) => record_id)
        .toSorted(),
    ).toEqual(system.requests.written.map(({ record }) => record.id).toSorted());
    expect(faultsIn(read(system.sealed))).toEqual([]);
  });

  it('happens whole or not at all: whatever breaks, there is no state without its record', async () => {
    for (let moment = 1; ; moment += 1) {
      const broken = memorySystem();
      const strike = strikeAt(moment);
      broken.outage.strike = strike;
      await broken.submit(submissions.remove());
      await broken.settle();
      const [first] = broken.requests.written;
      if (first) await broken.click(people.securityOne.id, 'approve', first.request);
      if (first) await broken.run(first.request.id, 'done', first.request.digest);
      broken.outage.strike = () => {};
      await broken.settle();
      const lines = counted(read(broken.sealed));
      expect(faultsIn(lines), strike.struck).toEqual([]);
      expect(lines, strike.struck).toHaveLength(broken.requests.written.length);
      if (first) {
        const standing = await broken.requests.get(first.request.id);
        expect(lines.at(-1)?.hash, strike.struck).toBe(standing?.recordHash);
      }
      if (strike.struck === undefined) break;
    }
  });
});

/** Lambda reading one shard: cuts batches anywhere, comes again after failures, and sometimes just comes again. */
async function sealAll(
  cuts: readonly number[],
  failures: readonly number[],
  again: readonly number[],
  hours = 0,
) {
  const objects = new Map<string, readonly string[]>();
  const records = system.streamedFrom(0);
  let puts = 0;
  let now = Date.parse('2026-01-05T12:59:00.000Z');
  const handler = createHandler({
    putText: async () => expect.unreachable(),
    putLines: async (key, lines) => {
      puts += 1;
      now += hours * 3_600_000;
      if (failures.includes(puts)) throw new Error('S3 is down.');
      if (!objects.has(key)) objects.set(key, [...lines]);
      // The other half of a failure: it was written, and we never heard.
      if (failures.includes(-puts)) throw new Error('S3 did not answer.');
    },
    now: () => new Date(now).toISOString(),
  });
  let at = 0;
  for (let round = 0; at < records.length; round += 1) {
    const batch = records.slice(at, at + (cuts[round % cuts.length] ?? 1));
    const answer = await invoke(handler, streamEvent(batch)).catch(() => undefined);
    if (answer?.batchItemFailures.length === 0 && !again.includes(round)) at += batch.length;
    if (round > 500) throw new Error('It never ends.');
  }
  return objects;
}

describe('what reaches the locked bucket', () => {
  const anyCuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
  const anyFailures = fc.array(fc.integer({ min: -15, max: 15 }), { maxLength: 8 });
  const anyAgain = fc.array(fc.nat(20), { maxLength: 6 });

  it('is each record once by its record_id and nothing missing, however the stream is cut, fails and repeats', async () => {
    const expected = system.requests.written.map(({ record }) => record.id).toSorted();
    await fc.assert(
      fc.asyncProperty(anyCuts, anyFailures, anyAgain, fc.nat(1), async (cuts, failures, again, hours) => {
        const lines = read(await sealAll(cuts, failures, again, hours));
        const once = counted(lines);
        expect(once.map(({ record_id }) => record_id).toSorted()).toEqual(expected);
        expect(faultsIn(once)).toEqual([]);
        // A record that is there twice is the same to the last byte.
        expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(once.length);
      }),
      { numRuns: 60 },
    );
  });

  it('is the very same object when the same batch comes again within the hour', async () => {
    const once = await sealAll([1_000], [], []);
    const twice = await sealAll([1_000], [-1], [1, 2, 3]);
    expect([...twice]).toEqual([...once]);
    const [key] = once.keys();
    const [first, last] = [sequenceOf(0), sequenceOf(system.requests.written.length - 1)];
    expect(key).toMatch(
      new RegExp(`^records/dt=2026-01-05/hh=12/[0-9a-f]{8}-${first}-${last}\\.ndjson\\.gz$`),
    );
  });

  it('shows a gap: a line that is missing, changed or put elsewhere is found', async () => {
    const lines = counted(read(await sealAll([5], [], [])));
    // The last record of a request can only be missed by asking the table, or the digest files, for its end.
    const inner = lines.filter(({ request_id, seq }) =>
      lines.some((other) => other.request_id === request_id && other.seq > seq),
    );
    for (const line of inner) {
      expect(faultsIn(lines.filter((other) => other !== line))).not.toEqual([]);
      const changed = { ...line, detail: line.detail.replace('"etl"', '"another"') };
      expect(faultsIn(lines.map((other) => (other === line ? changed : other)))).not.toEqual([]);
    }
  });
});

describe('a write that seal cannot read', () => {
  const records = () => system.streamedFrom(0).slice(0, 6);
  const broken: [string, (text: string) => string | undefined][] = [
    ['was changed on the way', (text) => text.replace('"etl"', '"xxx"')],
    ['is cut off', (text) => text.slice(0, 100)],
    ['is not an object', () => 'null'],
    ['is not there', () => undefined],
  ];

  it.each(broken)(
    'because it %s is set aside, and holds up nothing before or behind it',
    async (_, breakIt) => {
      const objects = new Map<string, readonly string[]>();
      const aside = new Map<string, SetAside>();
      const handler = createHandler({
        putLines: async (key, lines) => void objects.set(key, lines),
        putText: async (key, text) =>
          void aside.set(key, mustReadVersioned(setAsideVersions, JSON.parse(text))),
        now: () => '2026-01-05T12:00:00.000Z',
      });
      const batch = records();
      const image = { ...batch[3]?.dynamodb?.NewImage };
      const text = breakIt(image.record?.S ?? '');
      const { record: __, ...rest } = image;
      batch[3] = streamed(text === undefined ? rest : { ...rest, record: { S: text } }, 3);
      expect(await invoke(handler, streamEvent(batch))).toEqual({ batchItemFailures: [] });
      expect(read(objects)).toHaveLength(batch.length - 1);
      const id = `${image.pk?.S?.slice('request#'.length)}.${image.version?.N}`;
      expect([...aside.values()]).toMatchObject([{ sequenceNumber: sequenceOf(3), id, text: text ?? null }]);
      // The same batch again writes the same again.
      await invoke(handler, streamEvent(batch));
      expect([objects.size, aside.size]).toEqual([1, 1]);
    },
  );
});

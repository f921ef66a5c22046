import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDigestFile } from '../../../../../adapters/aws/cloudtrail/digest-file.ts';
import { createTrailReader } from '../../../../../adapters/aws/cloudtrail/trail-reader.ts';
import { cloudTrailBucket, publicKey } from '../../../../support/given/cloudtrail-bucket.ts';

const day = { from: '2026-01-03T00:00:00Z', to: '2026-01-04T00:00:00Z' };
const hours = [
  { from: '2026-01-02T23:36:00Z', to: '2026-01-03T00:36:00Z', files: [['a'], ['b', 'c']] },
  { from: '2026-01-03T00:36:00Z', to: '2026-01-03T01:36:00Z', files: [] },
  { from: '2026-01-03T01:36:00Z', to: '2026-01-03T02:36:00Z', files: [['d']] },
];

type Bucket = ReturnType<typeof cloudTrailBucket>;

async function readAll({ trail, place }: Bucket, done: readonly string[] = [], between = day) {
  const events: unknown[] = [];
  const told: unknown[] = [];
  for await (const read of createTrailReader(trail).read(place, between, done)) {
    if ('why' in read) told.push(read);
    else {
      try {
        for await (const event of read.events()) events.push(event);
      } catch (error) {
        told.push((error as Error).constructor.name);
      }
      if (read.through) told.push(read.through);
    }
  }
  return { events, told };
}

const digestsOf = ({ objects }: Bucket) => [...objects.keys()].filter((key) => key.includes('Digest'));
const logsOf = ({ objects }: Bucket) => [...objects.keys()].filter((key) => !key.includes('Digest'));
const replace = ({ objects }: Bucket, key: string | undefined, change: (text: string) => string) => {
  const stored = objects.get(key ?? '');
  if (!stored) throw new Error(`No ${key}`);
  const text = gunzipSync(stored.body).toString();
  objects.set(stored.key, { ...stored, body: gzipSync(change(text)) });
};

describe('a trail is read by its digest files', () => {
  it('hour by hour, with all that they name', async () => {
    expect(await readAll(cloudTrailBucket(hours))).toEqual({
      events: ['a', 'b', 'c', 'd'],
      told: hours.map(({ to }) => to),
    });
  });

  it('from where it was read to, without what is done', async () => {
    const bucket = cloudTrailBucket(hours);
    const [, second] = logsOf(bucket);
    expect((await readAll(bucket, [second ?? ''])).events).toEqual(['a', 'd']);
    const later = { ...day, from: '2026-01-03T01:36:00Z' };
    expect((await readAll(bucket, [], later)).events).toEqual(['d']);
  });

  it('and no file that lies there and that none names', async () => {
    const bucket = cloudTrailBucket(hours);
    const [log] = logsOf(bucket);
    const stored = bucket.objects.get(log ?? '');
    if (stored) bucket.objects.set(`${log}x`, { ...stored, key: `${log}x` });
    expect((await readAll(bucket)).events).toEqual(['a', 'b', 'c', 'd']);
  });

  it('of the trail that is named, where two write into the bucket', async () => {
    const another = hours.map((hour) => ({ ...hour, trail: 'a_nother', files: [['z']] }));
    const bucket = cloudTrailBucket([...hours, ...another]);
    const named = (trail: string) => readAll({ ...bucket, trail: { ...bucket.trail, trail } });
    expect((await named('a_nother')).events).toEqual(['z', 'z', 'z']);
    expect((await named('main')).events).toEqual(['a', 'b', 'c', 'd']);
    // Whoever makes a trail that logs less MUST NOT be the one that is believed.
    expect(await readAll(bucket)).toEqual({
      events: [],
      told: [{ ...bucket.place, ...day, why: 'several-trails' }],
    });
  });

  it('with what CloudTrail adds to an hour later, and no more than once', async () => {
    const late = {
      ...hours[0],
      from: hours[0]?.from ?? '',
      to: hours[0]?.to ?? '',
      files: [['late']],
      added: true as const,
    };
    const bucket = cloudTrailBucket([...hours, late]);
    expect(await readAll(bucket)).toEqual({
      events: ['late', 'a', 'b', 'c', 'd'],
      told: hours.map(({ to }) => to),
    });
    const [added] = logsOf(bucket).filter((key) => key.includes('backfill'));
    expect((await readAll(bucket, [added ?? ''])).events).toEqual(['a', 'b', 'c', 'd']);
  });

  it('whose key may be one of the time when it was added, and believes none that somebody else wrote', async () => {
    const late = { from: day.from, to: '2026-01-03T00:30:00Z', files: [['late']], added: true as const };
    const bucket = cloudTrailBucket([...hours, late]);
    const asked: unknown[] = [];
    const trail = {
      ...bucket.trail,
      publicKeys: async (region: string, between: { from: string; to: string }) => {
        asked.push(between.from);
        return bucket.trail.publicKeys(region, between);
      },
    };
    await readAll({ ...bucket, trail });
    expect(asked).toEqual([day.from, '2026-01-08T00:00:00.000Z']);
    replace(bucket, digestsOf(bucket).at(-1), (text) => text.replace('"main0', '"main1'));
    replace(bucket, digestsOf(bucket).at(-1), (text) => `${text} `);
    expect(await readAll(bucket)).toEqual({
      events: ['a', 'b', 'c', 'd'],
      told: ['NotGenuine', ...hours.map(({ to }) => to)],
    });
  });

  it('each of which carries the signature of the one before it', async () => {
    const bucket = cloudTrailBucket(hours);
    const [, second = ''] = digestsOf(bucket);
    const stored = bucket.objects.get(second);
    if (!stored) throw new Error('No digest file');
    // CloudTrail's own word, but not the one that the next was written after.
    const elsewhere = cloudTrailBucket([
      { ...hours[1], from: hours[1]?.from ?? '', to: hours[1]?.to ?? '', files: [] },
    ]);
    const other = elsewhere.objects.get(second);
    if (!other) throw new Error('No digest file');
    bucket.objects.set(second, other);
    expect((await readAll(bucket)).told).toEqual([hours[0]?.to, hours[1]?.to]);
    // Where it is read from later, the one before is looked up.
    const later = { ...day, from: hours[1]?.to ?? '' };
    expect((await readAll(bucket, [], later)).events).toEqual([]);
    bucket.objects.set(second, stored);
    expect((await readAll(bucket, [], later)).events).toEqual(['d']);
  });

  it('and says what is missing where one was taken away', async () => {
    const bucket = cloudTrailBucket(hours);
    const [, second] = digestsOf(bucket);
    bucket.objects.delete(second ?? '');
    expect(await readAll(bucket)).toEqual({
      events: ['a', 'b', 'c', 'd'],
      told: [
        hours[0]?.to,
        { ...bucket.place, from: hours[1]?.from, to: hours[1]?.to, why: 'no-digest' },
        hours[2]?.to,
      ],
    });
  });

  it('and says so where one was written by somebody else', async () => {
    const bucket = cloudTrailBucket(hours);
    replace(bucket, digestsOf(bucket)[1], (text) => text.replace('"logFiles":[]', '"logFiles": []'));
    expect((await readAll(bucket)).told).toContainEqual({
      ...bucket.place,
      from: hours[1]?.from,
      to: hours[1]?.to,
      why: 'digest-not-genuine',
    });
  });

  it('and believes no log file that is changed or gone', async () => {
    const bucket = cloudTrailBucket(hours);
    const [first, , third] = logsOf(bucket);
    replace(bucket, first, (text) => text.replace('"a"', '"x"'));
    bucket.objects.delete(third ?? '');
    expect(await readAll(bucket)).toEqual({
      events: ['b', 'c'],
      told: ['NotGenuine', hours[0]?.to, hours[1]?.to, 'NotGenuine', hours[2]?.to],
    });
  });
});

describe('a digest file', () => {
  const bucket = cloudTrailBucket(hours);
  const stored = bucket.objects.get(digestsOf(bucket)[0] ?? '');
  if (!stored) throw new Error('No digest file');

  it('is genuine as it is', () => {
    expect(readDigestFile(stored, () => publicKey)).toMatchObject({ ok: true });
  });

  it('is not, with any other byte in it, in its signature, or under another name', () => {
    const text = gunzipSync(stored.body).toString();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('x', '0', ' '), (at, sign) => {
        fc.pre(text[at] !== sign);
        const body = gzipSync(text.slice(0, at) + sign + text.slice(at + 1));
        expect(readDigestFile({ ...stored, body }, () => publicKey).ok).toBe(false);
      }),
    );
    const flipped = (stored.signature ?? '').replace(/^./, (first) => (first === '0' ? '1' : '0'));
    for (const change of [
      { signature: flipped },
      { key: `${stored.key}x` },
      { bucket: 'another' },
      { body: stored.body.slice(0, 100) },
    ])
      expect(readDigestFile({ ...stored, ...change }, () => publicKey).ok).toBe(false);
    const { signature: _, ...unsigned } = stored;
    expect(readDigestFile(unsigned, () => publicKey).ok).toBe(false);
    expect(readDigestFile(stored, () => undefined).ok).toBe(false);
  });
});

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

  it('of one trail, where two write into the bucket', async () => {
    const both = [...hours, ...hours.map((hour) => ({ ...hour, trail: 'another', files: [['z']] }))];
    expect((await readAll(cloudTrailBucket(both))).events).toEqual(['z', 'z', 'z']);
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

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BucketSpec } from '../../../../../emulator/services/s3/buckets.ts';
import { account, adminRole, type Running, runEndpoint } from '../../wire/running-endpoint.ts';

const locked: BucketSpec = {
  name: 'audit',
  arn: 'arn:aws:s3:::audit',
  ...{ account, policy: [] },
  objectLock: { mode: 'COMPLIANCE', days: 1 },
};
const open: BucketSpec = { name: 'scratch', arn: 'arn:aws:s3:::scratch', account, policy: [] };
const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;

let running: Running;
let client: S3Client;
beforeEach(async () => {
  running = await runEndpoint({ buckets: [locked, open] });
  client = new S3Client(running.as(adminRole));
});
afterEach(() => running.close());

const put = (
  Key: string,
  Body: NonNullable<PutObjectCommandInput['Body']>,
  more: Partial<PutObjectCommandInput> = {},
) => client.send(new PutObjectCommand({ Bucket: 'audit', Key, Body, ...more }));
const sha256 = (body: string) => createHash('sha256').update(body).digest('base64');
const named = (name: string, status: number) => ({ name, $metadata: { httpStatusCode: status } });

describe('an object', () => {
  it('comes back as it was put, with its metadata and checksum', async () => {
    const key = 'records/dt=2026-01-01/a & b/../c+d.gz';
    await put(key, 'one\n', {
      ChecksumSHA256: sha256('one\n'),
      ContentType: 'application/gzip',
      Metadata: { first: '1' },
    });
    const got = await client.send(
      new GetObjectCommand({ Bucket: 'audit', Key: key, ChecksumMode: 'ENABLED' }),
    );
    expect(await got.Body?.transformToString()).toBe('one\n');
    expect(got).toMatchObject({
      ChecksumSHA256: sha256('one\n'),
      ContentType: 'application/gzip',
      ContentLength: 4,
      Metadata: { first: '1' },
      ObjectLockMode: 'COMPLIANCE',
    });
    const head = await client.send(new HeadObjectCommand({ Bucket: 'audit', Key: key }));
    expect(head).toMatchObject({ ContentLength: 4, VersionId: got.VersionId, ETag: got.ETag });
  });

  it('may come as a stream, in aws-chunked encoding with its checksum behind it', async () => {
    const text = 'line\n'.repeat(40_000);
    await put('stream', Readable.from([Buffer.from(text)]), { ContentLength: text.length });
    expect(running.s3.bucket('audit').find('stream')?.body.toString()).toBe(text);
  });

  it('is not written when its checksum does not fit', async () => {
    await expect(put('a', 'one', { ChecksumSHA256: sha256('two') })).rejects.toMatchObject(
      named('BadDigest', 400),
    );
    expect(running.s3.bucket('audit').list()).toEqual([]);
  });

  it('is written once under If-None-Match, however many try at once', async () => {
    const tries = Array.from({ length: 8 }, (_, index) => put('once', `${index}`, { IfNoneMatch: '*' }));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(tries[7]).rejects.toMatchObject(named('PreconditionFailed', 412));
    expect(running.s3.bucket('audit').versions()).toHaveLength(1);
  });

  it('that is not there is NoSuchKey, and a bucket NoSuchBucket', async () => {
    const get = (Bucket: string) => client.send(new GetObjectCommand({ Bucket, Key: 'none' }));
    await expect(get('audit')).rejects.toMatchObject(named('NoSuchKey', 404));
    await expect(get('nowhere')).rejects.toMatchObject(named('NoSuchBucket', 404));
    const head = client.send(new HeadObjectCommand({ Bucket: 'audit', Key: 'none' }));
    await expect(head).rejects.toMatchObject(named('NotFound', 404));
  });
});

describe('Object Lock', () => {
  const remove = (Key: string, VersionId?: string, Bucket = 'audit') =>
    client.send(new DeleteObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }));

  it('refuses to delete a locked version, until its retention has passed', async () => {
    const { VersionId } = await put('kept', 'one');
    await expect(remove('kept', VersionId)).rejects.toMatchObject(named('AccessDenied', 403));
    const later = async (milliseconds: number) => {
      running.clock.advance(milliseconds);
      // The first answer tells the client that its clock is off.
      await expect(remove('kept', VersionId)).rejects.toThrow();
    };
    await later(dayMs - 10 * minuteMs);
    await expect(remove('kept', VersionId)).rejects.toMatchObject(named('AccessDenied', 403));
    await later(20 * minuteMs);
    await remove('kept', VersionId);
    expect(running.s3.bucket('audit').versions()).toEqual([]);
  });

  it('keeps the first version under a second, and under a delete marker', async () => {
    const first = await put('kept', 'one');
    await put('kept', 'two');
    const marker = await remove('kept');
    expect(marker.DeleteMarker).toBe(true);
    const get = (VersionId?: string) =>
      client.send(new GetObjectCommand({ Bucket: 'audit', Key: 'kept', ...(VersionId && { VersionId }) }));
    await expect(get()).rejects.toMatchObject(named('NoSuchKey', 404));
    await expect(get(marker.VersionId)).rejects.toMatchObject(named('MethodNotAllowed', 405));
    expect(await (await get(first.VersionId)).Body?.transformToString()).toBe('one');
    await remove('kept', marker.VersionId);
    expect(await (await get()).Body?.transformToString()).toBe('two');
  });

  it('locks nothing in a bucket without it', async () => {
    const { VersionId } = await client.send(
      new PutObjectCommand({ Bucket: 'scratch', Key: 'a', Body: 'one' }),
    );
    await remove('a', VersionId, 'scratch');
    expect(running.s3.bucket('scratch').versions()).toEqual([]);
  });

  it('takes no object without a checksum', async () => {
    const unchecked = new S3Client({
      ...running.as(adminRole),
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const write = unchecked.send(new PutObjectCommand({ Bucket: 'audit', Key: 'a', Body: 'one' }));
    await expect(write).rejects.toMatchObject(named('InvalidRequest', 400));
  });
});

describe('a listing', () => {
  it('pages through keys in byte order, within a prefix', async () => {
    for (const key of ['r/b', 'r/é', 'r/a<&>', 'r/Z', 's/x']) await put(key, key);
    const keys: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: 'audit',
          Prefix: 'r/',
          MaxKeys: 3,
          ...(token && { ContinuationToken: token }),
        }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
      token = page.NextContinuationToken;
    } while (token);
    expect(keys).toEqual(['r/Z', 'r/a<&>', 'r/b', 'r/é']);
  });
});

describe('a listing of versions', () => {
  const versions = (more: object) => client.send(new ListObjectVersionsCommand({ Bucket: 'audit', ...more }));

  it('has every version and every delete marker, by key, the newest first, page by page', async () => {
    for (const key of ['r/b', 'r/a', 'r/b', 's/x']) await put(key, key, { ChecksumSHA256: sha256(key) });
    await client.send(new DeleteObjectCommand({ Bucket: 'audit', Key: 'r/a' }));
    const whole = await versions({ Prefix: 'r/' });
    expect(whole.Versions?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([
      ['r/a', false],
      ['r/b', true],
      ['r/b', false],
    ]);
    expect(whole.DeleteMarkers).toMatchObject([{ Key: 'r/a', IsLatest: true }]);
    const paged: string[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (let more = true; more; ) {
      const page = await versions({ Prefix: 'r/', MaxKeys: 1, ...marker });
      paged.push(...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key = '' }) => Key));
      marker = { KeyMarker: page.NextKeyMarker ?? '', VersionIdMarker: page.NextVersionIdMarker ?? '' };
      more = page.IsTruncated === true;
    }
    expect(paged).toEqual(['r/a', 'r/a', 'r/b', 'r/b']);
  });

  it('goes on behind a key, whether that is there or not', async () => {
    for (const key of ['r/a', 'r/c']) await put(key, key, { ChecksumSHA256: sha256(key) });
    const behind = async (KeyMarker: string) =>
      (await versions({ KeyMarker })).Versions?.map(({ Key }) => Key) ?? [];
    expect(await behind('r/a')).toEqual(['r/c']);
    expect(await behind('r/b')).toEqual(['r/c']);
    expect(await behind('r/c')).toEqual([]);
  });
});

describe('what is not implemented', () => {
  it.each([
    [
      'StorageClass',
      { StorageClass: 'GLACIER' },
      's3:PutObject does not implement field x-amz-storage-class',
    ],
    ['CacheControl', { CacheControl: 'no-store' }, 's3:PutObject does not implement field CacheControl'],
    ['IfNoneMatch', { IfNoneMatch: '"etag"' }, 's3:PutObject implements IfNoneMatch * only'],
    ['ACL', { ACL: 'private' }, 's3:PutObject does not implement field x-amz-acl'],
  ] as const)('is refused by name: %s', async (_, more, message) => {
    await expect(put('a', 'one', more)).rejects.toMatchObject({
      name: 'NotImplementedLocally',
      message: `NotImplementedLocally: ${message}`,
    });
  });

  it('is refused by name: a range, a sub-resource, a delimiter', async () => {
    await put('a', 'one');
    const range = client.send(new GetObjectCommand({ Bucket: 'audit', Key: 'a', Range: 'bytes=0-1' }));
    await expect(range).rejects.toThrow('s3:GetObject does not implement field Range');
    const retention = client.send(new GetObjectRetentionCommand({ Bucket: 'audit', Key: 'a' }));
    await expect(retention).rejects.toThrow('s3:GET object retention is not implemented');
    const folders = client.send(new ListObjectsV2Command({ Bucket: 'audit', Delimiter: '/' }));
    await expect(folders).rejects.toThrow('delimiter');
  });
});

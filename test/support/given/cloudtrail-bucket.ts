import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { StoredObject } from '../../../adapters/aws/cloudtrail/digest-file.ts';
import type { TrailBucket } from '../../../adapters/aws/cloudtrail/trail-reader.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const compact = (time: string): string => time.replaceAll(/[-:]/g, '');

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const fingerprint = '31e8b5433410dfb61a9dc45cc65b22ff';
export const publicKey = pair.publicKey.export({ format: 'der', type: 'pkcs1' });

const account = '111122223333';
const region = 'eu-central-1';

interface Hour {
  from: string;
  to: string;
  files: readonly (readonly unknown[])[];
  trail?: string;
  /** CloudTrail was late with these, and wrote a digest file of their own. */
  added?: true;
}

/** A bucket as CloudTrail fills it: log files, and each hour a digest file that names them, signed. */
export function cloudTrailBucket(hours: readonly Hour[]) {
  const objects = new Map<string, StoredObject>();
  const bucket = 'example-cloudtrail';
  const chains = new Map<string, { key: string; signature: string }>();
  for (const { from, to, files, trail = 'main', added } of hours) {
    const suffix = added ? '_backfill' : '';
    const previous = chains.get(trail + suffix);
    const day = to.slice(0, 10).replaceAll('-', '/');
    const logFiles = files.map((events, index) => {
      const key = `AWSLogs/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${compact(to)}_${trail}${index}${suffix}.json.gz`;
      const content = JSON.stringify({ Records: events });
      objects.set(key, { bucket, key, body: gzipSync(content) });
      return { s3Bucket: bucket, s3Object: key, hashValue: sha256(content), hashAlgorithm: 'SHA-256' };
    });
    const key = `AWSLogs/${account}/CloudTrail-Digest/${region}/${day}/${account}_CloudTrail-Digest_${region}_${trail}_${region}_${compact(to)}${suffix}.json.gz`;
    const content = JSON.stringify({
      awsAccountId: account,
      digestStartTime: from,
      digestEndTime: to,
      digestS3Bucket: bucket,
      digestS3Object: key,
      digestPublicKeyFingerprint: fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: null,
      oldestEventTime: null,
      previousDigestS3Bucket: previous ? bucket : null,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestSignature: previous?.signature ?? null,
      logFiles,
    });
    const signed = [to, `${bucket}/${key}`, sha256(content), previous?.signature ?? 'null'].join('\n');
    const signature = sign('RSA-SHA256', Buffer.from(signed), pair.privateKey).toString('hex');
    const generated = added && { generated: '2026-01-08T00:00:00Z' };
    objects.set(key, { bucket, key, body: gzipSync(content), signature, ...generated });
    chains.set(trail + suffix, { key, signature });
  }
  const trail: TrailBucket = {
    prefix: 'AWSLogs/',
    async *list(prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    },
    get: async (key) => objects.get(key),
    publicKeys: async () => new Map([[fingerprint, publicKey]]),
  };
  return { trail, objects, place: { account, region } };
}

import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const second = z.iso.datetime({ precision: 0 });

/** What CloudTrail writes each hour of the log files that it delivered in it. Other members may stand beside these. */
const digestSchema = z.looseObject({
  digestStartTime: second,
  digestEndTime: second,
  digestS3Bucket: z.string(),
  digestS3Object: z.string(),
  digestPublicKeyFingerprint: z.string(),
  digestSignatureAlgorithm: z.literal('SHA256withRSA'),
  /** None in the first of a trail. */
  previousDigestS3Bucket: z.string().nullish(),
  previousDigestS3Object: z.string().nullish(),
  previousDigestSignature: z.string().nullish(),
  logFiles: z.array(
    z.looseObject({
      s3Bucket: z.string(),
      s3Object: z.string(),
      hashValue: z.string(),
      hashAlgorithm: z.literal('SHA-256'),
    }),
  ),
});
export type DigestFile = z.infer<typeof digestSchema>;

/** An object of the bucket, as it is stored. */
export interface StoredObject {
  bucket: string;
  key: string;
  body: Uint8Array;
  /** Of a digest file: CloudTrail keeps its signature beside it, in hexadecimal. */
  signature?: string;
  /** When CloudTrail wrote it, of one that came later: its key is one of that time. */
  generated?: string;
}

export type ReadDigest = { ok: true; digest: DigestFile } | { ok: false; why: string };

/**
 * A digest file, if CloudTrail wrote it, here, as it is. `keyOf` has CloudTrail's public keys (PKCS #1, DER) by fingerprint: they
 * MUST come from CloudTrail itself, and not from the bucket.
 */
export function readDigestFile(
  { bucket, key, body, signature }: StoredObject,
  keyOf: (fingerprint: string) => Uint8Array | undefined,
): ReadDigest {
  const content = unzipped(body);
  const read = digestSchema.safeParse(content && jsonIn(content));
  if (!content || !read.success) return no('it is no digest file');
  const digest = read.data;
  if (digest.digestS3Bucket !== bucket || digest.digestS3Object !== key)
    return no('it was written for another place');
  const der = keyOf(digest.digestPublicKeyFingerprint);
  if (!der) return no('CloudTrail knows no such key');
  if (signature === undefined || !isSigned(digest, content, der, signature))
    return no('its signature does not fit');
  return { ok: true, digest };
}

/** Whether `before` is the digest file that this one was written after: CloudTrail signs that one's signature with it. */
export const isWrittenAfter = (
  { previousDigestS3Object, previousDigestSignature }: DigestFile,
  before: Pick<StoredObject, 'key' | 'signature'>,
): boolean =>
  before.key === previousDigestS3Object &&
  before.signature?.toLowerCase() === previousDigestSignature?.toLowerCase();

/** As AWS documents it, for who verifies by themselves. */
function isSigned(digest: DigestFile, content: Uint8Array, der: Uint8Array, signature: string): boolean {
  const signed = [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256(content),
    digest.previousDigestSignature ?? 'null',
  ].join('\n');
  const publicKey = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
  return createVerify('RSA-SHA256').update(signed).verify(publicKey, Buffer.from(signature, 'hex'));
}

/** The events of a log file; nothing where it is not what its digest file says. */
export function eventsInLogFile(body: Uint8Array, hashValue: string): readonly unknown[] | undefined {
  const content = unzipped(body);
  if (!content || sha256(content) !== hashValue) return undefined;
  const file = z.looseObject({ Records: z.array(z.unknown()) }).safeParse(jsonIn(content));
  return file.success ? file.data.Records : undefined;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** What is no gzip, or becomes more than a file of CloudTrail ever is. */
function unzipped(body: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(body, { maxOutputLength: 512 * 1024 * 1024 });
  } catch {
    return undefined;
  }
}

function jsonIn(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}

const no = (why: string): ReadDigest => ({ ok: false, why });

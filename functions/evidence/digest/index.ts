import { gunzipSync } from 'node:zlib';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createListKeys, createPutText, createReadObject } from '../../../adapters/aws/audit-bucket.ts';
import { createEvidenceSigner } from '../../../adapters/aws/kms-signer/evidence-signer.ts';
import { mostUnpacked } from '../../../core/evidence/sealed-line.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const { AUDIT_BUCKET_NAME: bucket, DIGEST_COPY_BUCKET: copy, DIGEST_COPY_OWNER: owner } = settings;
const client = new S3Client();
const signer = createEvidenceSigner(new KMSClient(), settings.EVIDENCE_KEY_ARNS.split(','));

export const handler = createHandler({
  ...signer,
  listKeys: createListKeys(client, bucket),
  readObject: createReadObject(client, bucket),
  unpack,
  putText: createPutText(client, { bucket }),
  ...(copy && { putCopy: createPutText(client, { bucket: copy, ...(owner && { owner }) }) }),
  now: () => new Date().toISOString(),
});

/** Whoever can write into the bucket MUST NOT stop this with an object that unpacks to more than there is room for. */
function unpack(body: Uint8Array): Iterable<string> | undefined {
  try {
    return linesIn(gunzipSync(body, { maxOutputLength: mostUnpacked }));
  } catch {
    return undefined;
  }
}

/** One by one: of empty lines there could be a hundred million. What does not end in a newline is no line. */
function* linesIn(unpacked: Buffer): Generator<string> {
  for (let start = 0, end = 0; ; start = end + 1) {
    end = unpacked.indexOf('\n', start);
    if (end < 0) return;
    yield unpacked.toString('utf8', start, end);
  }
}

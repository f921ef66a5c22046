import { gunzipSync } from 'node:zlib';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createListKeys, createPutText, createReadObject } from '../../../adapters/aws/audit-bucket.ts';
import { createEvidenceSigner } from '../../../adapters/aws/kms-signer/evidence-signer.ts';
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

function unpack(body: Uint8Array): readonly string[] | undefined {
  try {
    return gunzipSync(body).toString('utf8').split('\n').slice(0, -1);
  } catch {
    return undefined;
  }
}

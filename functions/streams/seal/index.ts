import { S3Client } from '@aws-sdk/client-s3';
import { createPutLines, createPutText } from '../../../adapters/aws/audit-bucket.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { AUDIT_BUCKET_NAME: bucket } = readEnv(env);
const client = new S3Client();

export const handler = createHandler({
  putLines: createPutLines(client, { bucket }),
  putText: createPutText(client, { bucket }),
  now: () => new Date().toISOString(),
});

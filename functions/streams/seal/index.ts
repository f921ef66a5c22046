import { S3Client } from '@aws-sdk/client-s3';
import { createPutOnce } from '../../../adapters/aws/audit-bucket.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { AUDIT_BUCKET_NAME } = readEnv(env);

export const handler = createHandler({
  putOnce: createPutOnce(new S3Client(), AUDIT_BUCKET_NAME),
  now: () => new Date().toISOString(),
});

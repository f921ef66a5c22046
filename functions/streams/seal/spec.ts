import type { FunctionSpec } from '../../shared/function-spec.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'seal',
  description: 'Writes records from the stream into the locked bucket',
  memoryMegabytes: 512,
  // At most 6 MB a batch, compressed in well under a second, written in one call.
  timeoutSeconds: 60,
  bundled: [],
  environment: { AUDIT_BUCKET_NAME: { resource: 'auditBucketName' } },
  stream: {
    // A record is some kilobytes: 500 stay within the 6 MB of a Lambda's payload, and Lambda sends fewer if not.
    batchSize: 500,
    // An object every 5 s at most: 17,280 a day a shard, $0.09 for their PUTs.
    windowSeconds: 5,
    // Evidence is worth holding the stream up for: an outage of S3 is waited out before anything is set aside.
    retries: 100,
    // Nobody waits for it, and the stream keeps records for 24 hours.
    behindMinutes: 15,
  },
  addsToAudit: 'records/',
};

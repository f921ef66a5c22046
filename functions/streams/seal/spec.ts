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
    // Few large objects are cheaper to keep, to ask and to verify than many small ones; what is sealed later is safe in the
    // table and its stream until then. Lambda calls sooner where a batch reaches the 6 MB of its payload.
    batchSize: { setting: 'sealing.records' },
    windowSeconds: { setting: 'sealing.seconds' },
    // Evidence is worth holding the stream up for: an outage of S3 is waited out before anything is set aside.
    retries: 100,
    // Nobody waits for it, and the stream keeps records for 24 hours.
    behindMinutes: 15,
  },
  addsToAudit: ['records/', 'set-aside/'],
  alarms: {
    counted: [
      {
        metric: 'RecordSetAside',
        threshold: 1,
        means:
          'A record could not be sealed as one: it is kept as it came, under set-aside/ of the audit bucket.',
        runbook: 'record-set-aside',
      },
    ],
  },
};

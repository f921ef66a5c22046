import type { FunctionSpec } from '../../shared/function-spec.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'digest',
  description: 'Signs each hour of the trail, and copies the signature elsewhere',
  // It holds one object of an hour at a time; memory buys CPU for the hashing.
  memoryMegabytes: 1024,
  timeoutSeconds: 900,
  bundled: [],
  // Seal writes within a minute of the hour that its objects are named by: ten are left for what was late.
  schedule: { minuteOfHour: 10 },
  environment: {
    AUDIT_BUCKET_NAME: { resource: 'auditBucketName' },
    EVIDENCE_KEY_ARNS: { resource: 'evidenceKeyArns' },
    DIGEST_COPY_BUCKET: { setting: 'digestCopy.bucket' },
    DIGEST_COPY_OWNER: { setting: 'digestCopy.account' },
  },
  evidenceKeys: 'sign',
  addsToAudit: ['digests/', 'keys/'],
  readsAudit: true,
  copiesDigests: true,
  alarms: {
    errors: {
      means: 'An hour of the trail could not be signed, or what stands in its place is not ours.',
      runbook: 'hour-not-signed',
    },
    silent: [
      {
        metric: 'HourClosed',
        hours: 2,
        means: 'For two hours no hour of the trail was signed, or some are left that are not.',
        runbook: 'hour-not-signed',
      },
    ],
  },
};

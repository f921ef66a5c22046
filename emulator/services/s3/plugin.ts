import { servicePlugin } from '../../plugin/service-plugin.ts';
import { kms } from '../kms/plugin.ts';
import { bucketsOf } from './buckets.ts';
import { resourceTypes } from './resource-types.ts';
import { restXml } from './rest-xml.ts';
import { createS3, operations } from './service.ts';

/** Versioned buckets, with Object Lock. */
export const s3 = servicePlugin({
  resourceTypes,
  needs: { kms },
  sdk: { protocol: restXml, operations },
  create({ resources, services, clock, randomBytes }) {
    const buckets = bucketsOf(resources, services.kms.customerKey);
    const { bucket, ...calls } = createS3({ buckets, now: clock.date, randomBytes });
    return { ok: true, service: { api: { buckets, bucket }, calls } };
  },
});

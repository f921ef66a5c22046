import { servicePlugin } from '../../plugin/service-plugin.ts';
import { kms } from '../kms/plugin.ts';
import { bucketsOf } from './buckets.ts';
import { resourceTypes } from './resource-types.ts';
import { restXml } from './rest-xml.ts';
import { createS3, operations } from './service.ts';

/** Versioned buckets, with Object Lock, of every account that a stack stands in. */
export const s3 = servicePlugin({
  resourceTypes,
  needs: { kms },
  sdk: { protocol: restXml, operations },
  create({ resources, accounts, location, services, clock, randomBytes }) {
    const places = [
      { account: location.account, resources },
      ...accounts.map((one) => ({
        account: one.location.account,
        resources: one.resourcesOf(resourceTypes),
      })),
    ];
    const buckets = places.flatMap((at) => bucketsOf(at.resources, at.account, services.kms.customerKey));
    const { bucket, ...calls } = createS3({ buckets, now: clock.date, randomBytes });
    return { ok: true, service: { api: { buckets, bucket }, calls } };
  },
});

import { servicePlugin } from '../../plugin/service-plugin.ts';
import { commonAccessErrors } from '../../wire/access-errors.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { kms } from '../kms/plugin.ts';
import { queuesOf } from './queues.ts';
import { resourceTypes } from './resource-types.ts';
import { createSqs, operations } from './service.ts';

export type { QueueReader } from './service.ts';

const accessErrors = { ...commonAccessErrors, denied: { code: 'AccessDenied', status: 403 } };

export const sqs = servicePlugin({
  resourceTypes,
  needs: { kms },
  sdk: { protocol: awsJson('1.0', 'AmazonSQS', accessErrors), operations },
  create({ resources, services, clock, randomUuid }) {
    const queues = queuesOf(resources, services.kms.customerKey);
    const { send, messages, reader, ...calls } = createSqs({ queues, now: clock.date, randomUuid });
    return { ok: true, service: { api: { queues, send, messages, reader }, calls } };
  },
});

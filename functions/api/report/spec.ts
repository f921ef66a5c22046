import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'report',
  description: 'Takes down what an agent says it did with its signature',
  memoryMegabytes: 256,
  timeoutSeconds: 10,
  bundled: ['directory'],
  environment: { TABLE_NAME: { resource: 'tableName' } },
  table: [moveRequests],
  routes: {
    'POST /v1/requests/{id}/start': { auth: 'iam' },
    'POST /v1/requests/{id}/outcome': { auth: 'iam' },
  },
};

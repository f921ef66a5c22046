import type { FunctionSpec } from '../../shared/function-spec.ts';
import { readRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'watch',
  description: 'Holds an agent on the line until its request moves',
  memoryMegabytes: 256,
  // 25 s of waiting + a cold start + the last read, below the 30 s at which API Gateway hangs up.
  timeoutSeconds: 29,
  // Reserved, so that agents that wait cannot take what submit and slack need.
  reservedConcurrency: { setting: 'watchConcurrency' },
  bundled: ['directory'],
  environment: { TABLE_NAME: { resource: 'tableName' } },
  table: [readRequests],
  routes: { 'GET /v1/requests/{id}': { auth: 'iam' } },
};

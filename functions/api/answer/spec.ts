import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'answer',
  description: "Takes an agent's answer to what a person asked",
  memoryMegabytes: 256,
  timeoutSeconds: 10,
  bundled: ['directory'],
  environment: { TABLE_NAME: { resource: 'tableName' } },
  table: [moveRequests],
  routes: { 'POST /v1/requests/{id}/answers': { auth: 'iam' } },
};

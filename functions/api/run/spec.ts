import type { FunctionSpec } from '../../shared/function-spec.ts';
import { readRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'run',
  description: 'Has a request run for its agent, and answers with what AWS answered',
  memoryMegabytes: 256,
  // It waits 20 s for `execute`, and reads the table twice.
  timeoutSeconds: 28,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    EXECUTE_FUNCTION: { functionName: 'execute' },
  },
  table: [readRequests],
  invokes: ['execute'],
  routes: { 'POST /v1/requests/{id}/run': { auth: 'iam' } },
};

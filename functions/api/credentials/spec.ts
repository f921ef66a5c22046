import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'credentials',
  description: 'Gives an agent credentials for what was allowed or approved, once',
  memoryMegabytes: 512,
  // A look, a session and two writes; API Gateway hangs up after 30 s.
  timeoutSeconds: 28,
  bundled: ['actions', 'directory', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    GRANT_ROLE: { roleName: 'grant' },
    LOOK_FUNCTION: { functionName: 'look' },
  },
  table: [moveRequests],
  invokes: ['look'],
  assumes: 'grant',
  routes: { 'POST /v1/requests/{id}/credentials': { auth: 'iam' } },
};

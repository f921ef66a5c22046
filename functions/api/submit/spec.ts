import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'submit',
  description: 'Rules on a request by policy and writes it down',
  // Cedar is 4 MB of wasm to compile on a cold start, which is CPU.
  memoryMegabytes: 1024,
  // Six calls of DynamoDB in a row, each tens of milliseconds, retried twice at most: 10 s is never reached in health.
  timeoutSeconds: 10,
  bundled: ['policy', 'actions', 'directory', 'cedar', 'shapes', 'iam-reference'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    OWN_IDS: { resource: 'ownIds' },
    DATA_EVENTS: { setting: 'detection.dataEvents' },
    PENDING_LIMIT: { setting: 'pendingLimit' },
    REQUESTS_PER_MINUTE: { setting: 'requestsPerMinute' },
  },
  table: [moveRequests, { operations: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['agent#*', 'key#*'] }],
  routes: {
    'POST /v1/requests': { auth: 'iam' },
    'POST /v1/evaluate': { auth: 'iam' },
    'GET /v1/actions': { auth: 'iam' },
    'GET /v1/actions/{service}/{operation}': { auth: 'iam' },
  },
};

import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'report',
  description: 'Gives the ticket of a run, and takes down what became of it',
  memoryMegabytes: 256,
  timeoutSeconds: 10,
  bundled: ['directory'],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    TICKET_KEY_ARN: { resource: 'ticketKeyArn' },
    TICKET_ISSUER: { resource: 'apiUrl' },
    TICKET_AUDIENCE: { resource: 'deployment' },
  },
  table: [moveRequests],
  ticketKeys: 'sign',
  routes: {
    'POST /v1/requests/{id}/start': { auth: 'iam' },
    'POST /v1/requests/{id}/outcome': { auth: 'iam' },
  },
};

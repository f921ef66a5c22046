import type { FunctionSpec } from '../../shared/function-spec.ts';
import { moveRequests } from '../../shared/table-access.ts';
import type { env } from './env.ts';

export const spec: FunctionSpec<typeof env> = {
  name: 'keys',
  description: 'Publishes the keys of tickets and of the trail, and redeems a ticket once',
  memoryMegabytes: 256,
  timeoutSeconds: 10,
  bundled: [],
  environment: {
    TABLE_NAME: { resource: 'tableName' },
    TICKET_KEY_ARNS: { resource: 'ticketKeyArns' },
    EVIDENCE_KEY_ARNS: { resource: 'evidenceKeyArns' },
    TICKET_ISSUER: { resource: 'apiUrl' },
    TICKET_AUDIENCE: { resource: 'deployment' },
  },
  table: [moveRequests],
  ticketKeys: 'publish',
  evidenceKeys: 'publish',
  routes: {
    'GET /v1/keys': {
      auth: 'none',
      because:
        'Public keys are for everybody: pipelines verify tickets by them that have no AWS credentials.',
    },
    'POST /v1/tickets/{jti}': {
      auth: 'none',
      because:
        'The ticket in the body is the credential: its signature is verified before anything is read by it.',
    },
  },
};

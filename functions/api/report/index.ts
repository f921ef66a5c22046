import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createTicketSigner } from '../../../adapters/aws/kms-signer/ticket-signer.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { agentApi } from '../../shared/http/agent-api.ts';
import { loadJson } from '../../shared/load-json.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME, TICKET_KEY_ARN, TICKET_ISSUER, TICKET_AUDIENCE } = readEnv(env);
const ports = {
  backoff: randomBackoff,
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  now: () => new Date().toISOString(),
  ticketPlace: { issuer: TICKET_ISSUER, audience: TICKET_AUDIENCE },
  newTicketId: () => randomBytes(16).toString('hex'),
  signTicket: createTicketSigner(new KMSClient(), TICKET_KEY_ARN),
};

export const handler = agentApi(
  loadJson(directorySchema, './directory.json', import.meta.url),
  routes(ports),
);

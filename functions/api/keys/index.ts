import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createPublishedKeys } from '../../../adapters/aws/kms-signer/public-key.ts';
import { createTicketVerifier } from '../../../adapters/jose/verify-ticket.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { openApi } from '../../shared/http/open-api.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME, TICKET_KEY_ARNS, EVIDENCE_KEY_ARNS, TICKET_ISSUER, TICKET_AUDIENCE } = readEnv(env);
const kms = new KMSClient();
const ticketKeys = createPublishedKeys(kms, TICKET_KEY_ARNS.split(','));

export const handler = openApi(
  routes({
    backoff: randomBackoff,
    requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
    now: () => new Date().toISOString(),
    ticketKeys,
    evidenceKeys: createPublishedKeys(kms, EVIDENCE_KEY_ARNS.split(',')),
    verifyTicket: createTicketVerifier(ticketKeys, { issuer: TICKET_ISSUER, audience: TICKET_AUDIENCE }),
  }),
);

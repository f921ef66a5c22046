import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createKeyStore } from '../../../adapters/aws/dynamodb/key-store.ts';
import { createRateStore } from '../../../adapters/aws/dynamodb/rate-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createSlotStore } from '../../../adapters/aws/dynamodb/slot-store.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { agentApi } from '../../shared/http/agent-api.ts';
import { readEnv } from '../../shared/read-env.ts';
import { openDeployment } from '../../shared/submit/open-deployment.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const settings = readEnv(env);
const { TABLE_NAME, PENDING_LIMIT, REQUESTS_PER_MINUTE } = settings;
const dynamodb = new DynamoDBClient();
const { context, directory, ids, now, ruleOn } = openDeployment(settings, import.meta.url);

const ports = {
  ...ids,
  ruleOn,
  now,
  requests: createRequestStore(dynamodb, TABLE_NAME),
  slots: createSlotStore(dynamodb, TABLE_NAME),
  backoff: randomBackoff,
  keys: createKeyStore(dynamodb, TABLE_NAME, now),
  rates: createRateStore(dynamodb, TABLE_NAME),
  pendingLimit: PENDING_LIMIT,
  requestsPerMinute: REQUESTS_PER_MINUTE,
};

export const handler = agentApi(directory, routes(context, ports));

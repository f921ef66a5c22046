import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { agentApi } from '../../shared/http/agent-api.ts';
import { loadJson } from '../../shared/load-json.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME } = readEnv(env);
const ports = {
  backoff: randomBackoff,
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  now: () => new Date().toISOString(),
};

export const handler = agentApi(
  loadJson(directorySchema, './directory.json', import.meta.url),
  routes(ports),
);

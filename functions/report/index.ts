import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRequestStore } from '../adapters/dynamodb/request-store.ts';
import { directorySchema } from '../core/directory.ts';
import { agentApi } from '../runtime/http/agent-api.ts';
import { loadJson } from '../runtime/load-json.ts';
import { readEnv } from '../runtime/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME } = readEnv(env);
const ports = {
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  now: () => new Date().toISOString(),
};

export const handler = agentApi(
  loadJson(directorySchema, './directory.json', import.meta.url),
  routes(ports),
);

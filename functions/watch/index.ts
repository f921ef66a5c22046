import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRequestStore } from '../adapters/dynamodb/request-store.ts';
import { directorySchema } from '../core/directory.ts';
import { agentApi } from '../runtime/http/agent-api.ts';
import { loadJson } from '../runtime/load-json.ts';
import { readEnv } from '../runtime/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME } = readEnv(env);
const requests = createRequestStore(new DynamoDBClient(), TABLE_NAME);
const ports = { requests, sleep: (ms: number) => sleep(ms), nowMs: () => Date.now() };

export const handler = agentApi(
  loadJson(directorySchema, './directory.json', import.meta.url),
  routes(ports),
);

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createExecuteNow } from '../../../adapters/aws/invoke-function.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { agentApi } from '../../shared/http/agent-api.ts';
import { loadJson } from '../../shared/load-json.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME, EXECUTE_FUNCTION } = readEnv(env);

export const handler = agentApi(
  loadJson(directorySchema, './directory.json', import.meta.url),
  routes({
    requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
    execute: createExecuteNow(new LambdaClient({ maxAttempts: 1 }), EXECUTE_FUNCTION),
  }),
);

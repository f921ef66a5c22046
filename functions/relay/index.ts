import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createCardStore } from '../adapters/dynamodb/card-store.ts';
import { createRequestStore } from '../adapters/dynamodb/request-store.ts';
import { createTokenStore } from '../adapters/dynamodb/token-store.ts';
import { createSecret } from '../adapters/secret.ts';
import { createSlackMessenger } from '../adapters/slack/slack-messenger.ts';
import { createStartWorkflow, createWakeWorkflow } from '../adapters/workflow.ts';
import { directorySchema } from '../core/directory.ts';
import { loadJson } from '../runtime/load-json.ts';
import { readEnv } from '../runtime/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, STATE_MACHINE_ARN, SLACK_CHANNEL, SLACK_TOKEN_SECRET, SLACK_API_URL } = readEnv(env);
const dynamodb = new DynamoDBClient();
const workflows = new SFNClient();

export const handler = createHandler({
  requests: createRequestStore(dynamodb, TABLE_NAME),
  tokens: createTokenStore(dynamodb, TABLE_NAME),
  cards: createCardStore(dynamodb, TABLE_NAME),
  messenger: createSlackMessenger({
    apiUrl: SLACK_API_URL,
    token: createSecret(new SecretsManagerClient(), SLACK_TOKEN_SECRET),
    timeoutMs: 2_000,
    channel: SLACK_CHANNEL,
    directory: loadJson(directorySchema, './directory.json', import.meta.url),
  }),
  start: createStartWorkflow(workflows, STATE_MACHINE_ARN),
  wake: createWakeWorkflow(workflows),
});

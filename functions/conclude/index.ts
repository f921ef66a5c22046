import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createCardStore } from '../adapters/dynamodb/card-store.ts';
import { createRequestStore } from '../adapters/dynamodb/request-store.ts';
import { createSlotStore } from '../adapters/dynamodb/slot-store.ts';
import { createTokenStore } from '../adapters/dynamodb/token-store.ts';
import { createPublish } from '../adapters/event-bus.ts';
import { createSecret } from '../adapters/secret.ts';
import { createSlackMessenger } from '../adapters/slack/slack-messenger.ts';
import { directorySchema } from '../core/directory.ts';
import { loadJson } from '../runtime/load-json.ts';
import { readEnv } from '../runtime/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, EVENT_BUS_NAME, SLACK_CHANNEL, SLACK_TOKEN_SECRET, SLACK_API_URL } = readEnv(env);
const dynamodb = new DynamoDBClient();

export const handler = createHandler({
  requests: createRequestStore(dynamodb, TABLE_NAME),
  slots: createSlotStore(dynamodb, TABLE_NAME),
  tokens: createTokenStore(dynamodb, TABLE_NAME),
  cards: createCardStore(dynamodb, TABLE_NAME),
  messenger: createSlackMessenger({
    apiUrl: SLACK_API_URL,
    token: createSecret(new SecretsManagerClient(), SLACK_TOKEN_SECRET),
    timeoutMs: 5_000,
    channel: SLACK_CHANNEL,
    directory: loadJson(directorySchema, './directory.json', import.meta.url),
  }),
  publish: createPublish(new EventBridgeClient(), EVENT_BUS_NAME, 'Request concluded'),
  now: () => new Date().toISOString(),
});

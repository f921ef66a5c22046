import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createCardStore } from '../adapters/dynamodb/card-store.ts';
import { createRequestStore } from '../adapters/dynamodb/request-store.ts';
import { createSecret } from '../adapters/secret.ts';
import { createSlackMessenger } from '../adapters/slack/slack-messenger.ts';
import { directorySchema } from '../core/directory.ts';
import { loadJson } from '../runtime/load-json.ts';
import { readEnv } from '../runtime/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, SLACK_CHANNEL, SLACK_TOKEN_SECRET, SLACK_SIGNING_SECRET, SLACK_API_URL } = readEnv(env);
const dynamodb = new DynamoDBClient();
const secrets = new SecretsManagerClient();
const directory = loadJson(directorySchema, './directory.json', import.meta.url);

export const handler = createHandler({
  requests: createRequestStore(dynamodb, TABLE_NAME),
  cards: createCardStore(dynamodb, TABLE_NAME),
  // Slack waits three seconds for our answer: better no whisper than a late one.
  messenger: createSlackMessenger({
    apiUrl: SLACK_API_URL,
    token: createSecret(secrets, SLACK_TOKEN_SECRET),
    timeoutMs: 1_200,
    channel: SLACK_CHANNEL,
    directory,
  }),
  directory,
  signingSecret: createSecret(secrets, SLACK_SIGNING_SECRET),
  now: () => new Date().toISOString(),
  nowSeconds: () => Math.floor(Date.now() / 1_000),
});

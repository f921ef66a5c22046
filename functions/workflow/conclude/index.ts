import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createCardStore } from '../../../adapters/aws/dynamodb/card-store.ts';
import { createDirectMessageStore } from '../../../adapters/aws/dynamodb/direct-message-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createSlotStore } from '../../../adapters/aws/dynamodb/slot-store.ts';
import { createTokenStore } from '../../../adapters/aws/dynamodb/token-store.ts';
import { createPublish } from '../../../adapters/aws/event-bus.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { connectSlack, connectSlackDirect } from '../../../adapters/slack/connect-slack.ts';
import { slackPace } from '../../../adapters/slack/slack-pace.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { loadJson } from '../../shared/load-json.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();

const slack = {
  secret: openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now),
  directory: loadJson(directorySchema, './directory.json', import.meta.url),
  timeoutMs: 5_000,
  pace: slackPace(dynamodb, settings.TABLE_NAME, 8_000),
  onOutOfReach: noteOutOfReach,
};

export const handler = createHandler({
  backoff: randomBackoff,
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  slots: createSlotStore(dynamodb, settings.TABLE_NAME),
  tokens: createTokenStore(dynamodb, settings.TABLE_NAME),
  cards: createCardStore(dynamodb, settings.TABLE_NAME),
  messengers: [connectSlack(settings, slack)],
  directMessages: createDirectMessageStore(dynamodb, settings.TABLE_NAME),
  directMessengers: [connectSlackDirect(settings, slack)],
  publish: createPublish(new EventBridgeClient(), settings.EVENT_BUS_NAME, 'Request concluded'),
  now: () => new Date().toISOString(),
});

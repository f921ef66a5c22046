import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createCardStore } from '../../../adapters/aws/dynamodb/card-store.ts';
import { createDirectMessageStore } from '../../../adapters/aws/dynamodb/direct-message-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createTokenStore } from '../../../adapters/aws/dynamodb/token-store.ts';
import { createLookAtTarget } from '../../../adapters/aws/invoke-function.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { createWakeWorkflow } from '../../../adapters/aws/workflow.ts';
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
const directory = loadJson(directorySchema, './directory.json', import.meta.url);

const slack = {
  secret: openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now),
  directory,
  timeoutMs: 5_000,
  pace: slackPace(dynamodb, settings.TABLE_NAME, 10_000),
  onOutOfReach: noteOutOfReach,
};

export const handler = createHandler({
  backoff: randomBackoff,
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  tokens: createTokenStore(dynamodb, settings.TABLE_NAME),
  cards: createCardStore(dynamodb, settings.TABLE_NAME),
  messengers: [connectSlack(settings, slack)],
  directMessages: createDirectMessageStore(dynamodb, settings.TABLE_NAME),
  directMessengers: [connectSlackDirect(settings, slack)],
  directory,
  look: createLookAtTarget(new LambdaClient(), settings.LOOK_FUNCTION),
  wake: createWakeWorkflow(new SFNClient()),
  now: () => new Date().toISOString(),
});

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createCardStore } from '../../../adapters/aws/dynamodb/card-store.ts';
import { createPeopleFinder } from '../../../adapters/aws/dynamodb/people-index.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { connectSlackHome, connectSlackRoomUsers } from '../../../adapters/slack/connect-slack.ts';
import { slackDoor } from '../../../adapters/slack/door.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { loadJson } from '../../shared/load-json.ts';
import { readEnv } from '../../shared/read-env.ts';
import { clickBudget } from '../../shared/slack/click-budget.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();
const secret = openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now);

export const handler = createHandler({
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  cards: createCardStore(dynamodb, settings.TABLE_NAME),
  finder: createPeopleFinder(dynamodb, settings.TABLE_NAME),
  directory: loadJson(directorySchema, './directory.json', import.meta.url),
  door: slackDoor,
  // Slack waits three seconds for our answer: better no page than a late one.
  room: connectSlackHome(settings, { secret, timeoutMs: clickBudget.tellMs }),
  roomUsers: connectSlackRoomUsers(
    settings,
    { secret, timeoutMs: clickBudget.whoMs },
    { teams: settings.SLACK_TEAMS, by: settings.SLACK_PEOPLE },
  ),
  teams: settings.SLACK_TEAMS,
  signingSecret: secret('signingSecret'),
  now: () => new Date().toISOString(),
  nowMs: Date.now,
  nowSeconds: () => Math.floor(Date.now() / 1_000),
});

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createCardStore } from '../../../adapters/aws/dynamodb/card-store.ts';
import { createIncidentStore } from '../../../adapters/aws/dynamodb/incident-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import {
  createContainSoon,
  createOrderRevert,
  createOrderTurn,
  createOrderUndo,
  createRevokeSoon,
} from '../../../adapters/aws/leave-to-function.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { isSignedOnCard } from '../../../adapters/slack/card-votes.ts';
import {
  connectSlack,
  connectSlackModals,
  connectSlackRoomUsers,
} from '../../../adapters/slack/connect-slack.ts';
import { slackDoor } from '../../../adapters/slack/door.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { once } from '../../../core/lib/once.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { loadJson } from '../../shared/load-json.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { clickBudget } from '../../shared/slack/click-budget.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();
const lambda = once(async () => new (await import('@aws-sdk/client-lambda')).LambdaClient());
const secret = openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now);
const directory = loadJson(directorySchema, './directory.json', import.meta.url);

export const handler = createHandler({
  backoff: randomBackoff,
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  cards: createCardStore(dynamodb, settings.TABLE_NAME),
  incidents: createIncidentStore(dynamodb, settings.TABLE_NAME),
  incidentCards: createCardStore(dynamodb, settings.TABLE_NAME, 'incident'),
  // Slack waits three seconds for our answer: better no reply than a late one.
  door: slackDoor,
  messengers: [
    connectSlack(settings, {
      secret,
      directory,
      timeoutMs: clickBudget.tellMs,
      onOutOfReach: noteOutOfReach,
    }),
  ],
  modals: connectSlackModals(settings, { secret, timeoutMs: clickBudget.tellMs }),
  roomUsers: connectSlackRoomUsers(
    settings,
    { secret, timeoutMs: clickBudget.whoMs },
    { teams: settings.SLACK_TEAMS, by: settings.SLACK_PEOPLE },
  ),
  teams: settings.SLACK_TEAMS,
  showsAll: isSignedOnCard,
  directory,
  signingSecret: secret('signingSecret'),
  revoke: createRevokeSoon(lambda, settings.REVOKE_FUNCTION),
  orderUndo: createOrderUndo(lambda, settings.UNDO_FUNCTION),
  orderTurn: createOrderTurn(lambda, settings.TURN_FUNCTION),
  containSoon: createContainSoon(lambda, settings.CONTAIN_FUNCTION),
  orderRevert: createOrderRevert(lambda, settings.REVERT_FUNCTION),
  now: () => new Date().toISOString(),
  nowMs: Date.now,
  nowSeconds: () => Math.floor(Date.now() / 1_000),
});

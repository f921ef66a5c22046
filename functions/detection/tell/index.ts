import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createCardStore } from '../../../adapters/aws/dynamodb/card-store.ts';
import { createIncidentStore } from '../../../adapters/aws/dynamodb/incident-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { connectSlackIncidents } from '../../../adapters/slack/connect-slack.ts';
import { slackPace } from '../../../adapters/slack/slack-pace.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { randomBackoff } from '../../shared/change-item.ts';
import { loadJson } from '../../shared/load-json.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();

export const handler = createHandler({
  backoff: randomBackoff,
  incidents: createIncidentStore(dynamodb, settings.TABLE_NAME),
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  incidentCards: createCardStore(dynamodb, settings.TABLE_NAME, 'incident'),
  incidentMessengers: [
    connectSlackIncidents(settings, {
      secret: openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now),
      directory: loadJson(directorySchema, './directory.json', import.meta.url),
      timeoutMs: 5_000,
      pace: slackPace(dynamodb, settings.TABLE_NAME, 10_000),
      onOutOfReach: noteOutOfReach,
    }),
  ],
  now: () => new Date().toISOString(),
});

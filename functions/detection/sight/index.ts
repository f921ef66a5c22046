import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createDeniedStore } from '../../../adapters/aws/dynamodb/denied-store.ts';
import { createHeartbeatStore } from '../../../adapters/aws/dynamodb/heartbeat-store.ts';
import { createIncidentStore } from '../../../adapters/aws/dynamodb/incident-store.ts';
import { createKeyStore } from '../../../adapters/aws/dynamodb/key-store.ts';
import { createRateStore } from '../../../adapters/aws/dynamodb/rate-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createSightingStore } from '../../../adapters/aws/dynamodb/sighting-store.ts';
import { createSlotStore } from '../../../adapters/aws/dynamodb/slot-store.ts';
import { createStandingStore } from '../../../adapters/aws/dynamodb/standing-store.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { connectSlackDenied } from '../../../adapters/slack/connect-slack.ts';
import { slackPace } from '../../../adapters/slack/slack-pace.ts';
import { randomBackoff } from '../../shared/change-item.ts';
import { sightDeploymentOf } from '../../shared/detection/sight-deployment-of.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { openDeployment } from '../../shared/submit/open-deployment.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();
const opened = openDeployment(settings, import.meta.url);
const { directory, ids, now, ruleOn } = opened;

export const handler = createHandler(sightDeploymentOf(settings, opened), {
  ...ids,
  ruleOn,
  now,
  witness: 'sight',
  sightings: createSightingStore(dynamodb, settings.TABLE_NAME),
  denied: createDeniedStore(dynamodb, settings.TABLE_NAME),
  incidents: createIncidentStore(dynamodb, settings.TABLE_NAME),
  heartbeats: createHeartbeatStore(dynamodb, settings.TABLE_NAME),
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  standing: createStandingStore(dynamodb, settings.TABLE_NAME),
  slots: createSlotStore(dynamodb, settings.TABLE_NAME),
  keys: createKeyStore(dynamodb, settings.TABLE_NAME, now),
  rates: createRateStore(dynamodb, settings.TABLE_NAME),
  backoff: randomBackoff,
  pendingLimit: settings.PENDING_LIMIT,
  requestsPerMinute: settings.REQUESTS_PER_MINUTE,
  deniedMessengers: [
    connectSlackDenied(settings, {
      secret: openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now),
      directory,
      timeoutMs: 5_000,
      pace: slackPace(dynamodb, settings.TABLE_NAME, 10_000),
      onOutOfReach: noteOutOfReach,
    }),
  ],
});

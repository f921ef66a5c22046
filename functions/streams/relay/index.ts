import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createCardStore } from '../../../adapters/aws/dynamodb/card-store.ts';
import { createIncidentStore } from '../../../adapters/aws/dynamodb/incident-store.ts';
import { createPeopleIndex } from '../../../adapters/aws/dynamodb/people-index.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createThreadStore } from '../../../adapters/aws/dynamodb/thread-store.ts';
import { createTokenStore } from '../../../adapters/aws/dynamodb/token-store.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import {
  createStartIncidentWorkflow,
  createStartWorkflow,
  createWakeWorkflow,
} from '../../../adapters/aws/workflow.ts';
import { connectSlack, connectSlackIncidents } from '../../../adapters/slack/connect-slack.ts';
import { slackPace } from '../../../adapters/slack/slack-pace.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import { loadJson } from '../../shared/load-json.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();
const workflows = new SFNClient();
const slack = {
  secret: openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now),
  directory: loadJson(directorySchema, './directory.json', import.meta.url),
  timeoutMs: 2_000,
  pace: slackPace(dynamodb, settings.TABLE_NAME, 15_000),
  onOutOfReach: noteOutOfReach,
};

export const handler = createHandler({
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  tokens: createTokenStore(dynamodb, settings.TABLE_NAME),
  cards: createCardStore(dynamodb, settings.TABLE_NAME),
  threads: createThreadStore(dynamodb, settings.TABLE_NAME),
  people: createPeopleIndex(dynamodb, settings.TABLE_NAME),
  messengers: [connectSlack(settings, slack)],
  incidents: createIncidentStore(dynamodb, settings.TABLE_NAME),
  incidentCards: createCardStore(dynamodb, settings.TABLE_NAME, 'incident'),
  incidentMessengers: [connectSlackIncidents(settings, slack)],
  start: createStartWorkflow(workflows, settings.STATE_MACHINE_ARN),
  startIncident: createStartIncidentWorkflow(workflows, settings.INCIDENT_MACHINE_ARN),
  wake: createWakeWorkflow(workflows),
});

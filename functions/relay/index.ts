import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createCardStore } from '../adapters/dynamodb/card-store.ts';
import { createRequestStore } from '../adapters/dynamodb/request-store.ts';
import { createTokenStore } from '../adapters/dynamodb/token-store.ts';
import { connectSlack } from '../adapters/slack/connect-slack.ts';
import { createStartWorkflow, createWakeWorkflow } from '../adapters/workflow.ts';
import { directorySchema } from '../core/directory.ts';
import { loadJson } from '../runtime/load-json.ts';
import { readEnv } from '../runtime/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();
const workflows = new SFNClient();

export const handler = createHandler({
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  tokens: createTokenStore(dynamodb, settings.TABLE_NAME),
  cards: createCardStore(dynamodb, settings.TABLE_NAME),
  messenger: connectSlack(settings, {
    secrets: new SecretsManagerClient(),
    directory: loadJson(directorySchema, './directory.json', import.meta.url),
    timeoutMs: 2_000,
  }),
  start: createStartWorkflow(workflows, settings.STATE_MACHINE_ARN),
  wake: createWakeWorkflow(workflows),
});

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createKeyStore } from '../../../adapters/aws/dynamodb/key-store.ts';
import { createRateStore } from '../../../adapters/aws/dynamodb/rate-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createSlotStore } from '../../../adapters/aws/dynamodb/slot-store.ts';
import { createExecuteNow, createLookAtTarget } from '../../../adapters/aws/invoke-function.ts';
import { openSecret } from '../../../adapters/aws/secret.ts';
import { connectSlack } from '../../../adapters/slack/connect-slack.ts';
import { slackDoor } from '../../../adapters/slack/door.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { noteOutOfReach } from '../../shared/note-out-of-reach.ts';
import { readEnv } from '../../shared/read-env.ts';
import { openDeployment } from '../../shared/submit/open-deployment.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const settings = readEnv(env);
const dynamodb = new DynamoDBClient();
const { context, directory, ids, now, ruleOn } = openDeployment(settings, import.meta.url);

export const handler = createHandler(context, {
  ...ids,
  ruleOn,
  now,
  directory,
  requests: createRequestStore(dynamodb, settings.TABLE_NAME),
  slots: createSlotStore(dynamodb, settings.TABLE_NAME),
  keys: createKeyStore(dynamodb, settings.TABLE_NAME, now),
  rates: createRateStore(dynamodb, settings.TABLE_NAME),
  backoff: randomBackoff,
  pendingLimit: settings.PENDING_LIMIT,
  requestsPerMinute: settings.REQUESTS_PER_MINUTE,
  look: createLookAtTarget(new LambdaClient(), settings.LOOK_FUNCTION),
  // A second call would find the request used, and its refusal would be taken for the answer.
  execute: createExecuteNow(new LambdaClient({ maxAttempts: 1 }), settings.EXECUTE_FUNCTION),
  door: slackDoor,
  messengers: [
    connectSlack(settings, {
      secret: openSecret(new SecretsManagerClient(), settings.SLACK_SECRET, Date.now),
      directory,
      timeoutMs: 5_000,
      onOutOfReach: noteOutOfReach,
    }),
  ],
});

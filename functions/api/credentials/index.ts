import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createGrantCredentials } from '../../../adapters/aws/execute/create-grant-credentials.ts';
import { createLookAtTarget } from '../../../adapters/aws/invoke-function.ts';
import { grantPolicy } from '../../../catalog/session-policy/grant-policy.ts';
import { directorySchema } from '../../../core/directory/directory.ts';
import type { Call } from '../../../core/ports/executor.ts';
import { awsEntries } from '../../shared/aws-entries.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { agentApi } from '../../shared/http/agent-api.ts';
import { loadJson } from '../../shared/load-json.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME, GRANT_ROLE, LOOK_FUNCTION } = readEnv(env);
const now = () => new Date().toISOString();
const { openEntry, entryOf } = awsEntries();

const grant = createGrantCredentials({
  assumeRole: createAssumeRole(new STSClient()),
  roleArnFor: (account) => `arn:aws:iam::${account}:role/${GRANT_ROLE}`,
  grantPolicyFor: ({ action, parameters, account, region }, at) =>
    grantPolicy(entryOf(action), parameters, { partition: 'aws', account, region }, at),
  now,
});

export const handler = agentApi(
  loadJson(directorySchema, './directory.json', import.meta.url),
  routes({
    backoff: randomBackoff,
    requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
    grant: async (call: Call) => {
      await openEntry(call.action);
      return grant(call);
    },
    look: createLookAtTarget(new LambdaClient(), LOOK_FUNCTION),
    now,
  }),
);

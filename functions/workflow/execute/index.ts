import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createPrepareCall } from '../../../adapters/aws/execute/create-prepare-call.ts';
import { createLookAtTarget } from '../../../adapters/aws/invoke-function.ts';
import { secretsOfResult } from '../../../catalog/secret-results.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import type { Call } from '../../../core/ports/executor.ts';
import { awsEntries } from '../../shared/aws-entries.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, EXECUTOR_ROLE, LOOK_FUNCTION } = readEnv(env);
const now = () => new Date().toISOString();
const { find, openEntry, entryOf } = awsEntries();

const prepare = createPrepareCall({
  assumeRole: createAssumeRole(new STSClient()),
  roleArnFor: (account) => `arn:aws:iam::${account}:role/${EXECUTOR_ROLE}`,
  sessionPolicyFor: ({ action, parameters, account, region }, at) =>
    sessionPolicy(entryOf(action), parameters, { partition: 'aws', account, region }, at),
  find,
  now,
});

export const handler = createHandler({
  backoff: randomBackoff,
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  prepare: async (call: Call) => {
    await openEntry(call.action);
    return prepare(call);
  },
  look: createLookAtTarget(new LambdaClient(), LOOK_FUNCTION),
  entryOf,
  secretsOfResult: (action) => secretsOfResult(entryOf(action)),
  now,
});

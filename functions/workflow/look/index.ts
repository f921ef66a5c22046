import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createLookAt } from '../../../adapters/aws/execute/create-look-at.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import type { Look } from '../../../core/ports/executor.ts';
import { awsEntries } from '../../shared/aws-entries.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, LOOK_ROLE } = readEnv(env);
const { find, openEntry, entryOf } = awsEntries();

const lookAt = createLookAt({
  assumeRole: createAssumeRole(new STSClient()),
  roleArnFor: (account) => `arn:aws:iam::${account}:role/${LOOK_ROLE}`,
  sessionPolicyFor: ({ action, parameters, account, region }, at) =>
    sessionPolicy(entryOf(action), parameters, { partition: 'aws', account, region }, at),
  find,
  now: () => new Date().toISOString(),
});

export const handler = createHandler({
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  entryOf: openEntry,
  lookAt: async (look: Look) => {
    await openEntry(look.action);
    return lookAt(look);
  },
});

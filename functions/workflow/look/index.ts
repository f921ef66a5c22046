import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createLookAt } from '../../../adapters/aws/execute/create-look-at.ts';
import { lookPolicy } from '../../../catalog/session-policy/look-policy.ts';
import { awsEntries } from '../../shared/aws-entries.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, LOOK_ROLE } = readEnv(env);
const { find, openEntry } = awsEntries();

const lookAt = createLookAt({
  assumeRole: createAssumeRole(new STSClient()),
  roleArnFor: (account) => `arn:aws:iam::${account}:role/${LOOK_ROLE}`,
  // What a look reads is of the same service as what it is for, which was opened for it.
  sessionPolicyFor: (look, at) =>
    lookPolicy(find, look, { partition: 'aws', account: look.account, region: look.region }, at),
  now: () => new Date().toISOString(),
});

export const handler = createHandler({
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  entryOf: openEntry,
  lookAt,
});

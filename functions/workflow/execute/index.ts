import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createPrepareCall } from '../../../adapters/aws/execute/create-prepare-call.ts';
import { catalogOnDemand } from '../../../catalog/catalog-on-demand.ts';
import { secretsOfResult } from '../../../catalog/secret-results.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import type { Call } from '../../../core/ports/executor.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, EXECUTOR_ROLE } = readEnv(env);
const now = () => new Date().toISOString();
// What a deployment defines of its own is never run here.
const { find, openCatalog } = catalogOnDemand({ actions: [] });

const entryOf = (action: string) => {
  const entry = find(action);
  if (!entry) throw new Error(`The catalog has no action ${action}.`);
  return entry;
};

const prepare = createPrepareCall({
  assumeRole: createAssumeRole(new STSClient()),
  roleArnFor: (account) => `arn:aws:iam::${account}:role/${EXECUTOR_ROLE}`,
  sessionPolicyFor: ({ action, parameters, account, region }, at) =>
    sessionPolicy(entryOf(action), parameters, { partition: 'aws', account, region }, at),
  secretsOf: (action) => entryOf(action).secrets,
  now,
});

export const handler = createHandler({
  backoff: randomBackoff,
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  prepare: async (call: Call) => {
    await openCatalog(call.action);
    return prepare(call);
  },
  secretsOfResult: (action) => secretsOfResult({ action }),
  now,
});

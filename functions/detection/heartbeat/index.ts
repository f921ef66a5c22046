import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { STSClient } from '@aws-sdk/client-sts';
import { createHeartbeatStore } from '../../../adapters/aws/dynamodb/heartbeat-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createMakeHeartbeat } from '../../../adapters/aws/make-heartbeat.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, LOOK_ROLE, ACCOUNTS, REGIONS, DEPLOYMENT } = readEnv(env);

export const handler = createHandler({
  // Its own account may be listed a second time.
  places: [...new Set(ACCOUNTS.split(','))].flatMap((account) =>
    REGIONS.split(',').map((region) => ({ account, region })),
  ),
  heartbeats: createHeartbeatStore(new DynamoDBClient(), TABLE_NAME),
  make: createMakeHeartbeat({
    assumeRole: createAssumeRole(new STSClient()),
    roleArnFor: (account) => `arn:aws:iam::${account}:role/${LOOK_ROLE}`,
    keyPair: `${DEPLOYMENT}-heartbeat`,
    ec2With: (region, credentials) => new EC2Client({ region, credentials }),
  }),
  now: () => new Date().toISOString(),
});

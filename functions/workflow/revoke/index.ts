import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { createDenyGrant, createRemoveDenials } from '../../../adapters/aws/revoke/create-deny-grant.ts';
import { createOpenRole } from '../../../adapters/aws/revoke/open-role.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, GRANT_ROLE, REVOKE_ROLE, ACCOUNTS } = readEnv(env);
const now = () => new Date().toISOString();
const revoker = {
  openRole: createOpenRole({
    assumeRole: createAssumeRole(new STSClient()),
    revokerArnFor: (account) => `arn:aws:iam::${account}:role/${REVOKE_ROLE}`,
    grantRole: GRANT_ROLE,
    iamWith: (credentials) => new IAMClient({ credentials }),
  }),
  now,
};

export const handler = createHandler({
  backoff: randomBackoff,
  requests: createRequestStore(new DynamoDBClient(), TABLE_NAME),
  accounts: ACCOUNTS.split(','),
  deny: createDenyGrant(revoker),
  removeDenials: createRemoveDenials(revoker),
  now,
});

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import {
  createContainRole,
  createEndContainment,
} from '../../../adapters/aws/contain/create-contain-role.ts';
import { createOpenAgentRole } from '../../../adapters/aws/contain/open-agent-role.ts';
import { createIncidentStore } from '../../../adapters/aws/dynamodb/incident-store.ts';
import { createAssumeRole } from '../../../adapters/aws/execute/assume-role.ts';
import { randomBackoff } from '../../shared/change-item.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { createHandler } from './handler.ts';

const { TABLE_NAME, CONTAIN_ROLE, BOUNDARY_NAME } = readEnv(env);
const now = () => new Date().toISOString();
const openRole = createOpenAgentRole({
  assumeRole: createAssumeRole(new STSClient()),
  containRole: CONTAIN_ROLE,
  boundary: BOUNDARY_NAME,
  iamWith: (credentials) => new IAMClient({ credentials }),
});

export const handler = createHandler({
  backoff: randomBackoff,
  incidents: createIncidentStore(new DynamoDBClient(), TABLE_NAME),
  contain: createContainRole({ openRole, now }),
  end: createEndContainment({ openRole }),
  now,
});

import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createKeyStore } from '../../../adapters/aws/dynamodb/key-store.ts';
import { createRateStore } from '../../../adapters/aws/dynamodb/rate-store.ts';
import { createRequestStore } from '../../../adapters/aws/dynamodb/request-store.ts';
import { createSlotStore } from '../../../adapters/aws/dynamodb/slot-store.ts';
import { catalogOnDemand } from '../../../catalog/catalog-on-demand.ts';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import { toCedar } from '../../../catalog/generate/cedar-schema.ts';
import { createCaseCheck } from '../../../catalog/values/iam-case.ts';
import { environmentOf, openBundle, withOwnIds } from '../../../core/policy/bundle.ts';
import { createRuleOn } from '../../../core/policy/engine.ts';
import { randomBackoff } from '../../shared/change-request.ts';
import { agentApi } from '../../shared/http/agent-api.ts';
import { loadJson, readBundled } from '../../shared/load-json.ts';
import { readEnv } from '../../shared/read-env.ts';
import { env } from './env.ts';
import { routes } from './handler.ts';

const { TABLE_NAME, OWN_IDS, PENDING_LIMIT, REQUESTS_PER_MINUTE } = readEnv(env);
const now = () => new Date().toISOString();
const bundle = withOwnIds(openBundle(readBundled('./policy.json', import.meta.url)), OWN_IDS);
const { find, openCatalog } = catalogOnDemand(
  loadJson(customActionsSchema, './actions.json', import.meta.url),
);
const dynamodb = new DynamoDBClient();

const context = {
  openCatalog,
  environmentOf: (account: string) => environmentOf(bundle, account),
  whyNotCase: createCaseCheck(bundle.mentioned),
  region: process.env.AWS_REGION ?? '',
};
const ports = {
  ruleOn: createRuleOn(bundle, (...call) => toCedar({ find }, ...call)),
  requests: createRequestStore(dynamodb, TABLE_NAME),
  slots: createSlotStore(dynamodb, TABLE_NAME),
  backoff: randomBackoff,
  keys: createKeyStore(dynamodb, TABLE_NAME, now),
  rates: createRateStore(dynamodb, TABLE_NAME),
  now,
  newId: () => randomBytes(16).toString('hex'),
  newToken: () => randomBytes(32).toString('base64url'),
  pendingLimit: PENDING_LIMIT,
  requestsPerMinute: REQUESTS_PER_MINUTE,
};

export const handler = agentApi(bundle.directory, routes(context, ports));

import { randomBytes, randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Authority, createAuthority, type RolePolicies } from '../../../../emulator/iam/authority.ts';
import { type CredentialStore, createCredentialStore } from '../../../../emulator/iam/credential-store.ts';
import type { ServicePlugin } from '../../../../emulator/plugin/service-plugin.ts';
import { registry } from '../../../../emulator/registry.ts';
import { createDynamoDb, type DynamoDb } from '../../../../emulator/services/dynamodb/service.ts';
import type { TableSpec } from '../../../../emulator/services/dynamodb/tables.ts';
import type { BusEvent } from '../../../../emulator/services/events/bus-event.ts';
import type { BusSpec, RuleSpec } from '../../../../emulator/services/events/rules.ts';
import { createEventBridge, type EventBridge } from '../../../../emulator/services/events/service.ts';
import { createKms } from '../../../../emulator/services/kms/service.ts';
import type { SigningKey } from '../../../../emulator/services/kms/signing-key.ts';
import type { BucketSpec } from '../../../../emulator/services/s3/buckets.ts';
import { createS3, type S3 } from '../../../../emulator/services/s3/service.ts';
import type { SecretSpec } from '../../../../emulator/services/secretsmanager/secrets.ts';
import { createSecretsManager } from '../../../../emulator/services/secretsmanager/service.ts';
import type { QueueSpec } from '../../../../emulator/services/sqs/queues.ts';
import { createSqs, type Sqs } from '../../../../emulator/services/sqs/service.ts';
import { needsOfStates } from '../../../../emulator/services/states/needs.ts';
import { createSts } from '../../../../emulator/services/sts/service.ts';
import type { CallSeen } from '../../../../emulator/wire/answer-call.ts';
import { type Endpoint, openEndpoint } from '../../../../emulator/wire/endpoint.ts';
import type { SdkService } from '../../../../emulator/wire/sdk-service.ts';
import { type CallHandler, output } from '../../../../emulator/wire/service-call.ts';

export const account = '111122223333';
export const region = 'eu-west-1';
export const keyArn = `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-000000000001`;
export const adminRole = `arn:aws:iam::${account}:role/admin`;
export const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:approval`;

export interface Resources {
  tables: TableSpec[];
  buckets: BucketSpec[];
  queues: QueueSpec[];
  buses: BusSpec[];
  rules: RuleSpec[];
  secrets: SecretSpec[];
  signingKeys: SigningKey[];
  roles: RolePolicies[];
}

/** The clients sign with the machine's clock, so this one starts there and moves only when told. */
export interface Clock {
  now: () => Date;
  advance: (milliseconds: number) => void;
}

const movableClock = (): Clock => {
  let moved = 0;
  return {
    now: () => new Date(Date.now() + moved),
    advance: (milliseconds) => {
      moved += milliseconds;
    },
  };
};

export const allowAll = {
  name: 'all',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

export interface Running {
  endpoint: Endpoint;
  dynamodb: DynamoDb;
  events: EventBridge;
  s3: S3;
  sqs: Sqs;
  authority: Authority;
  credentials: CredentialStore;
  clock: Clock;
  records: DynamoDBRecord[];
  delivered: { rule: RuleSpec; event: BusEvent }[];
  calls: CallSeen[];
  bugs: unknown[];
  /** Settings for a client of the SDK that acts in a role. */
  as: (roleArn: string) => {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
    maxAttempts: number;
  };
  close: () => Promise<void>;
}

/** The services that answer the SDK, behind their endpoint, on resources that no template had to say. */
export async function runEndpoint(
  resources: Partial<Resources>,
  states: CallHandler['handle'] = () => output({}),
): Promise<Running> {
  const {
    tables = [],
    buckets = [],
    queues = [],
    buses = [],
    rules = [],
    secrets = [],
    signingKeys = [],
    roles = [],
  } = resources;
  const clock = movableClock();
  const authority = createAuthority([...roles, { arn: adminRole, policies: [allowAll] }], clock.now);
  const credentials = createCredentialStore(randomBytes);
  const seen: Pick<Running, 'records' | 'delivered' | 'calls' | 'bugs'> = {
    records: [],
    delivered: [],
    calls: [],
    bugs: [],
  };
  const sources = { now: clock.now, randomBytes, randomUuid: randomUUID };
  const dynamodb = createDynamoDb({ tables, ...sources });
  dynamodb.onRecord((record) => seen.records.push(record));
  const events = createEventBridge({
    buses,
    rules,
    onEvent: (rule, event) => seen.delivered.push({ rule, event }),
    ...sources,
  });
  const s3 = createS3({ buckets, ...sources });
  const sqs = createSqs({ queues, ...sources });
  const stateMachineOf = (token: string) => (token === 'token-of-approval' ? stateMachineArn : undefined);

  await dynamodb.start();
  const endpoint = await openEndpoint({
    services: {
      dynamodb: answering(registry.dynamodb, dynamodb),
      events: answering(registry.events, events),
      kms: answering(registry.kms, createKms({ keys: signingKeys, ...sources })),
      s3: answering(registry.s3, s3),
      secretsmanager: answering(registry.secretsmanager, createSecretsManager({ secrets, ...sources })),
      sqs: answering(registry.sqs, sqs),
      states: answering(registry.states, { needs: needsOfStates(stateMachineOf), handle: states }),
      sts: answering(registry.sts, createSts({ authority, credentials, now: clock.now })),
    },
    authority: { ...authority, setBoundary: () => {} },
    secretFor: credentials.secretFor,
    onCall: (call) => seen.calls.push(call),
    onBug: (bug) => seen.bugs.push(bug),
    port: 0,
    ...sources,
  });
  return {
    ...seen,
    ...{ endpoint, dynamodb, events, s3, sqs, authority, credentials, clock },
    as: (roleArn) => ({
      endpoint: endpoint.url,
      region,
      credentials: credentials.issue({ roleArn, sessionName: 'session-1' }),
      maxAttempts: 1,
    }),
    close: endpoint.close,
  };
}

function answering({ sdk }: Pick<ServicePlugin, 'sdk'>, { needs, handle }: CallHandler): SdkService {
  if (!sdk) throw new Error('This service answers no calls of the SDK.');
  return { ...sdk, needs, handle };
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Authority, createAuthority } from '../../../../emulator/iam/authority.ts';
import { type CredentialStore, createCredentialStore } from '../../../../emulator/iam/credential-store.ts';
import type { BusEvent } from '../../../../emulator/services/events/service.ts';
import type { Resources, RuleSpec } from '../../../../emulator/services/resources.ts';
import type { CallSeen } from '../../../../emulator/wire/answer-call.ts';
import { type AwsEndpoint, createAwsEndpoint } from '../../../../emulator/wire/endpoint.ts';
import { output, type ServiceHandler } from '../../../../emulator/wire/service-call.ts';

export const account = '111122223333';
export const region = 'eu-west-1';
export const keyArn = `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-000000000001`;
export const adminRole = `arn:aws:iam::${account}:role/admin`;
export const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:approval`;

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

export const noResources: Resources = {
  tables: [],
  buckets: [],
  queues: [],
  buses: [],
  rules: [],
  secrets: [],
  roles: [],
};

export const allowAll = {
  name: 'all',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

export interface Running {
  endpoint: AwsEndpoint;
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
}

export async function runEndpoint(resources: Partial<Resources>, states?: ServiceHandler): Promise<Running> {
  const { roles = [], ...given } = resources;
  const authority = createAuthority([...roles, { arn: adminRole, policies: [allowAll] }]);
  const credentials = createCredentialStore(randomBytes);
  const clock = movableClock();
  const seen: Pick<Running, 'records' | 'delivered' | 'calls' | 'bugs'> = {
    records: [],
    delivered: [],
    calls: [],
    bugs: [],
  };
  const endpoint = await createAwsEndpoint({
    resources: { ...noResources, ...given },
    authority,
    secretFor: credentials.secretFor,
    states: {
      handle: states ?? (() => output({})),
      stateMachineOf: (token) => (token === 'token-of-approval' ? stateMachineArn : undefined),
    },
    onStreamRecord: (record) => seen.records.push(record),
    onEvent: (rule, event) => seen.delivered.push({ rule, event }),
    onCall: (call) => seen.calls.push(call),
    onBug: (bug) => seen.bugs.push(bug),
    now: clock.now,
    randomBytes,
    randomUuid: randomUUID,
  });
  return {
    ...seen,
    endpoint,
    authority,
    credentials,
    clock,
    as: (roleArn) => ({
      endpoint: endpoint.url,
      region,
      credentials: credentials.issue({ roleArn, sessionName: 'session-1' }),
      maxAttempts: 1,
    }),
  };
}

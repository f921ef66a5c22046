import type { Answer, RequestView } from '@countersign/client';
import type { SlackUser } from '../../../../../adapters/slack/slack-user.ts';
import type { Aws } from '../../../../../clients/cli/doctor/aws/aws.ts';
import type { Context, RoleSettings } from '../../../../../clients/cli/doctor/check.ts';
import type { Deployment } from '../../../../../clients/cli/doctor/deployment.ts';
import type { SelfTestClient } from '../../../../../clients/cli/doctor/self-test.ts';
import type { Slack } from '../../../../../clients/cli/doctor/slack/slack.ts';
import { auditRow } from '../../../../../core/evidence/audit-row.ts';
import { once } from '../../../../../core/lib/once.ts';
import { accountRoles } from '../../../../../infra/account-role.ts';
import { accountTrust } from '../../../../../infra/account-trust.ts';
import { iamNameOf } from '../../../../../infra/name-of.ts';
import { noon } from '../../../../support/given/clock.ts';
import { directory, people } from '../../../../support/given/directory.ts';
import { fourHours } from '../../../../support/given/evidence.ts';
import { counted, opened } from '../../../../support/given/requests.ts';
import { review } from '../../../../support/given/rulings.ts';
import { sourceOf } from '../../../../support/memory-evidence-source.ts';

const first = opened(review());
const second = counted(first.request, people.securityOne);
const { id, digest } = first.request;

export const rows = [first, second].map(({ record }) => auditRow(record, JSON.stringify(record)));

export const deployment: Deployment = {
  stage: 'trial',
  region: 'eu-west-1',
  account: '111122223333',
  stacks: [{ name: 'countersign-trial-approval', status: 'UPDATE_COMPLETE', outputs: {} }],
  apiUrl: 'https://api.example.com',
  workflowArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:countersign-trial-approval',
  alarmsTopicArn: 'arn:aws:sns:eu-west-1:111122223333:countersign-trial-alarms',
  agentBoundaryArn: 'arn:aws:iam::111122223333:policy/countersign-trial-agent-boundary-eu-west-1',
  alarmNamePrefix: 'countersign-trial-',
  tableName: 'countersign-trial-requests',
  auditBucketName: 'records',
  auditWorkgroup: 'countersign-trial-audit',
  slackLogGroup: '/countersign/trial/slack',
  slackUrl: 'https://api.example.com/slack/interactions',
};

export const viewOf = (state: RequestView['state']): RequestView => ({
  id,
  state,
  action: 'countersign:selftest',
  resource: 'arn:aws:countersign:eu-west-1:111122223333:countersign/0f3c0f3c0f3c',
  account: '111122223333',
  region: 'eu-west-1',
  environment: 'prod',
  digest,
  risk: 'low',
  policies: ['self-test'],
  reasons: [],
  submittedAt: noon,
  decidedAt: noon,
});

export const answered = (value: RequestView): Answer<RequestView> => ({ ok: true, value });

export const refused = (type: string, title = 'No', status = 403) => ({
  ok: false as const,
  problem: { type: type as 'urn:countersign:problem:refused', title, status, detail: 'Not so.' },
});

/** An API where a person has decided, and an approval is used once. */
export function apiThat(decided: 'approved' | 'denied'): SelfTestClient {
  let started = false;
  return {
    submit: async () => answered(viewOf('pending')),
    wait: async () => answered(viewOf(decided)),
    withdraw: async () => answered(viewOf('withdrawn')),
    start: async () => {
      if (started || decided === 'denied') return refused('urn:countersign:problem:wrong-state', 'No', 409);
      started = true;
      return { ok: true, value: { ...viewOf('started'), ticket: 'a-ticket' } };
    },
    report: async () => answered(viewOf('done')),
  } as SelfTestClient;
}

const later = (seconds: number): Date => new Date(Date.parse(noon) + seconds * 1_000);

/** An agent's role, under a path, and one that agents may pass on. */
const roles = [
  'arn:aws:iam::111122223333:role/team/agent-etl',
  'arn:aws:iam::111122223333:role/jobs/nightly',
];

export const settings: RoleSettings = {
  accounts: { '111122223333': 'prod' },
  agentRolePatterns: ['arn:aws:iam::*:role/agent-*'],
  passableRoles: ['arn:aws:iam::111122223333:role/jobs/*'],
  assumableRoles: [],
  slack: {
    channel: 'C0APPROVALS',
    channels: {},
    teams: ['T0TEAM'],
    people: 'handles',
    secretName: 'countersign/trial/slack',
  },
};

/** The roles of a deployment in its own account, as they were made. */
const trusts = Object.fromEntries(
  Object.values(accountRoles).map(({ name, functions }) => [
    iamNameOf(deployment, name),
    JSON.stringify(
      accountTrust(
        deployment.account,
        functions.map((caller) => `arn:aws:iam::${deployment.account}:role/${iamNameOf(deployment, caller)}`),
      ),
    ),
  ]),
);

/** Of four hours, the last of which is over an hour after noon. */
export const signedTrail = once(() => fourHours());

export const wellAws: Aws = {
  trustOf: async (name) => trusts[name],
  shutOut: async () => ({ calls: 1, accounts: [] }),
  roles: async (isWanted) =>
    roles.filter(isWanted).map((arn) => ({ arn, boundaryArn: deployment.agentBoundaryArn })),
  execution: async () => ({ status: 'SUCCEEDED', stoppedAt: later(1.5) }),
  sealedObjects: async () => [{ key: 'records/one', lockedUntil: later(86_400), rows }],
  subscriptions: async () => [{ isConfirmed: true }],
  trail: async () => sourceOf((await signedTrail()).bucket.objects),
  coldStarts: async () => [900.4, 1_200.2],
  alarms: async () => [
    { name: 'countersign-trial-one', state: 'OK', actions: [deployment.alarmsTopicArn] },
    { name: 'countersign-trial-two', state: 'ALARM', actions: [deployment.alarmsTopicArn] },
  ],
  setAlarmState: async () => {},
  alarmActions: async () => [`Successfully executed action ${deployment.alarmsTopicArn}`],
  savedQueries: async () => [
    { name: 'gaps-and-breaks', database: 'd', sql: 'SELECT 1' },
    { name: 'one-request', database: 'd', sql: '-- Takes: request\nSELECT ?' },
  ],
  query: async (_, { name }) => ({ ok: true, rows: name === 'one-request' ? 2 : 0 }),
  pendingRequests: async () => [{ id: 'r1', submittedAt: '2026-01-05T11:00:00.000Z' }],
  hasWorkflow: async () => true,
};

/** As Slack writes whoever is a full member. */
export const slackUser = (id: string, email = `${id}@example.com`): SlackUser => ({
  id,
  team_id: 'T0TEAM',
  deleted: false,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_email_confirmed: true,
  profile: { email },
});

export const wellSlack: Slack = {
  identity: async () => ({
    ok: true,
    value: {
      workspace: 'Example',
      team: 'T0TEAM',
      enterprise: undefined,
      bot: 'countersign',
      scopes: ['chat:write', 'commands', 'users:read'],
    },
  }),
  tryChannel: async () => ({ ok: true, value: 'taken back' }),
  user: async (id) => ({ ok: true, value: slackUser(id) }),
  userByEmail: async (address) => ({ ok: true, value: slackUser('U0MAIL', address) }),
  usergroups: async () => ({ ok: true, value: [] }),
  callUnsigned: async () => 401,
};

/** A deployment that is well, but for what is changed. Time passes only while somebody sleeps. */
export function contextWith({
  aws = {},
  slack = {},
  agent = apiThat('approved'),
  selfTest = async () => ({ kind: 'decided' as const, request: viewOf('approved') }),
  ...rest
}: Partial<Omit<Context, 'aws' | 'slack'>> & { aws?: Partial<Aws>; slack?: Partial<Slack> } = {}): Context {
  let now = Date.parse(noon) + 10_000;
  return {
    deployment,
    settings: { ok: true, value: settings },
    publicKeys: async () => [(await signedTrail()).key.publicKey],
    agent,
    selfTest,
    aws: { ...wellAws, ...aws },
    slack: { ...wellSlack, ...slack },
    directory: { ok: true, value: directory() },
    timing: {
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    ...rest,
  };
}

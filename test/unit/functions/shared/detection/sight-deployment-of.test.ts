import { expect, it } from 'vitest';
import { z } from 'zod';
import { sightDeploymentOf } from '../../../../../functions/shared/detection/sight-deployment-of.ts';
import { sightingEnv } from '../../../../../functions/shared/detection/sighting-env.ts';

const environment = (ASSUMABLE_ROLES: string) => ({
  TABLE_NAME: 'table',
  OWN_IDS: '0123456789',
  DATA_EVENTS: '',
  PENDING_LIMIT: '20',
  REQUESTS_PER_MINUTE: '600',
  SLACK_FALLBACK_CHANNEL: '',
  SLACK_CHANNEL: 'C0APPROVALS',
  SLACK_CHANNELS: '',
  SLACK_TICKET_URL: '',
  SLACK_SECRET: 'slack',
  ACCOUNTS: '111122223333,444455556666,111122223333',
  AGENT_ROLE_PATTERNS: 'arn:aws:iam::*:role/agent-*,arn:aws:iam::111122223333:role/etl',
  ASSUMABLE_ROLES,
  AGENT_BOUNDARY: 'gated',
  DEPLOYMENT: 'countersign-test',
  EXECUTOR_ROLE: 'executor',
  GRANT_ROLE: 'grant',
  LOOK_ROLE: 'look',
  REVOKE_ROLE: 'revoke',
  CONTAIN_ROLE: 'contain',
  RECONCILE_ROLE: 'reconcile',
});
const opened = {
  context: {
    openCatalog: async () => ({ entries: [], find: () => undefined }),
    environmentOf: () => 'prod',
    dataEvents: [],
    whyNotCase: () => undefined,
    region: 'eu-central-1',
  },
  directory: { people: [], agents: [] },
  policies: [],
  channels: {},
};
const of = (assumable: string) =>
  sightDeploymentOf(z.object(sightingEnv).parse(environment(assumable)), opened);

it('the roles of agents are those that they come with and those that they may become, without paths', () => {
  const patterns = ['arn:aws:iam::*:role/agent-*', 'arn:aws:iam::111122223333:role/etl'];
  expect(of('').agentRolePatterns).toEqual(patterns);
  expect(of('arn:aws:iam::444455556666:role/team/of/reader').agentRolePatterns).toEqual([
    ...patterns,
    'arn:aws:iam::444455556666:role/reader',
  ]);
});

it('an account is listed once, and what is ours begins with the name of the deployment', () => {
  expect(of('')).toMatchObject({
    accounts: ['111122223333', '444455556666'],
    ownPrefix: 'countersign-test-',
  });
});

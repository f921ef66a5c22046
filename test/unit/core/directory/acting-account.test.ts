import { describe, expect, test } from 'vitest';
import { accountRefusal } from '../../../../core/directory/acting-account.ts';
import type { AgentCaller } from '../../../../core/directory/identity.ts';

const caller = (accounts?: string[]): AgentCaller => ({
  account: '111122223333',
  role: 'arn:aws:iam::111122223333:role/agent-etl',
  session: 'nightly-run',
  agent: {
    id: 'etl-agent',
    roles: ['arn:aws:iam::*:role/agent-etl'],
    owners: ['etl.owner@example.com'],
    groups: [],
    ...(accounts ? { accounts } : {}),
  },
});
const database = (account: string): string => `arn:aws:rds:eu-central-1:${account}:db:orders`;

describe('the account that an agent names', () => {
  test('is good where it is the account of its session', () => {
    expect(accountRefusal(caller(), database('111122223333'), undefined)).toBeUndefined();
  });

  test('is refused where nobody gave it to the agent', () => {
    expect(accountRefusal(caller(), database('777788889999'), undefined)).toContain('777788889999');
    expect(accountRefusal(caller(['444455556666']), database('777788889999'), undefined)).toContain(
      '444455556666',
    );
  });

  test('is good where the directory lists it', () => {
    expect(accountRefusal(caller(['777788889999']), database('777788889999'), undefined)).toBeUndefined();
  });

  test('is the own one where the ARN names none and the agent acts nowhere else', () => {
    expect(accountRefusal(caller(), 'arn:aws:s3:::exports', undefined)).toBeUndefined();
  });

  test('must be said where the ARN names none and the agent acts in several', () => {
    expect(accountRefusal(caller(['777788889999']), 'arn:aws:s3:::exports', undefined)).toContain(
      'ExpectedBucketOwner',
    );
    expect(accountRefusal(caller(['777788889999']), 'arn:aws:s3:::exports', '777788889999')).toBeUndefined();
  });

  test('does not come from a text that is not an ARN', () => {
    expect(accountRefusal(caller(['777788889999']), 'exports', undefined)).toContain('names no account');
  });
});

import { describe, expect, it } from 'vitest';
import { agentCaller, callerFromArn } from '../../../../core/directory/identity.ts';
import { directory } from '../../../support/given/directory.ts';

const session = 'arn:aws:sts::111122223333:assumed-role/etl-agent/nightly-run';

describe('a caller', () => {
  it('is a role, an account and a session, as the signature proves them', () => {
    expect(callerFromArn(session)).toEqual({
      account: '111122223333',
      role: 'arn:aws:iam::111122223333:role/etl-agent',
      session: 'nightly-run',
    });
  });

  it('keeps its partition', () => {
    expect(callerFromArn('arn:aws-cn:sts::111122223333:assumed-role/r/person.one@example.com')).toEqual({
      account: '111122223333',
      role: 'arn:aws-cn:iam::111122223333:role/r',
      session: 'person.one@example.com',
    });
  });

  it.each([
    ['a user', 'arn:aws:iam::111122223333:user/etl-agent'],
    ['the root', 'arn:aws:iam::111122223333:root'],
    ['a federated user', 'arn:aws:sts::111122223333:federated-user/etl-agent'],
    ['a role without a session', 'arn:aws:iam::111122223333:role/etl-agent'],
    ['an empty session', 'arn:aws:sts::111122223333:assumed-role/etl-agent/'],
    ['a path in the role', 'arn:aws:sts::111122223333:assumed-role/team/etl-agent/run'],
    ['a role of 65 characters', `arn:aws:sts::111122223333:assumed-role/${'r'.repeat(65)}/run`],
    ['a session of 65 characters', `arn:aws:sts::111122223333:assumed-role/r/${'s'.repeat(65)}`],
    ['a short account', 'arn:aws:sts::11112222333:assumed-role/etl-agent/run'],
    ['another partition', 'arn:evil:sts::111122223333:assumed-role/etl-agent/run'],
    ['a line break', `${session}\n`],
    ['two ARNs', `${session},${session}x/y`],
    ['nothing', ''],
    ['"undefined"', 'undefined'],
  ])('is not %s', (_, arn) => {
    expect(callerFromArn(arn)).toBeUndefined();
  });
});

describe('an agent that calls', () => {
  it('is the one that the directory has for the role', () => {
    expect(agentCaller(directory(), session)?.agent.id).toBe('etl');
  });

  it.each([
    ['no caller at all', 'arn:aws:iam::111122223333:root'],
    ['a role of nobody', 'arn:aws:sts::111122223333:assumed-role/somebody/run'],
    ['the same role name in another account', 'arn:aws:sts::444455556666:assumed-role/etl-agent/run'],
  ])('is not %s', (_, arn) => {
    expect(agentCaller(directory(), arn)).toBeUndefined();
  });
});

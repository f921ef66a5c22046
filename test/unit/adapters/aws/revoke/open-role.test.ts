import { IAMClient } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import type { SessionOf } from '../../../../../adapters/aws/execute/assume-role.ts';
import { createOpenRole } from '../../../../../adapters/aws/revoke/open-role.ts';
import { bodyBytes } from '../../../../../adapters/aws/wire/body-bytes.ts';
import { credentials, type GivenAnswer, givenAws } from '../execute/given-executor.ts';

async function openedWith(answer: GivenAnswer) {
  const { open, requests } = givenAws(answer);
  const sessions: SessionOf[] = [];
  const openRole = createOpenRole({
    assumeRole: async (session) => {
      sessions.push(session);
      return { ok: true, credentials };
    },
    revokerArnFor: (account) => `arn:aws:iam::${account}:role/revoker`,
    grantRole: 'grant',
    iamWith: (given) =>
      new IAMClient({
        region: 'us-east-1',
        credentials: given,
        maxAttempts: 1,
        requestHandler: open() as never,
      }),
  });
  const role = await openRole('111122223333', 'one-request');
  const sent = () =>
    requests.map((one) => Object.fromEntries(new URLSearchParams(bodyBytes(one as never).toString())));
  return { role, sessions, sent };
}

const refused = (status: number, code: string): GivenAnswer => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`,
});

describe('the role of credentials, in another account', () => {
  it('is opened in a session of its own name, that may change what stands in it and nothing else', async () => {
    const { sessions } = await openedWith({});
    expect(sessions).toMatchObject([
      {
        roleArn: 'arn:aws:iam::111122223333:role/revoker',
        name: 'countersign-revoke-one-request',
        policy: {
          Statement: [
            {
              Action: ['iam:DeleteRolePolicy', 'iam:ListRolePolicies', 'iam:PutRolePolicy'],
              Resource: 'arn:aws:iam::111122223333:role/grant',
            },
          ],
        },
      },
    ]);
  });

  it('takes a policy', async () => {
    const { role, sent } = await openedWith({ body: '<PutRolePolicyResponse/>' });
    expect(await role.put({ name: 'one', text: '{}' })).toBe('put');
    expect(sent()).toMatchObject([
      { Action: 'PutRolePolicy', RoleName: 'grant', PolicyName: 'one', PolicyDocument: '{}' },
    ]);
  });

  it('is full where IAM says so, and any other refusal is an outage', async () => {
    const full = await openedWith(refused(409, 'LimitExceeded'));
    expect(await full.role.put({ name: 'one', text: '{}' })).toBe('full');
    const { role } = await openedWith(refused(403, 'AccessDenied'));
    await expect(role.put({ name: 'one', text: '{}' })).rejects.toThrow();
  });

  it('names its policies', async () => {
    const { role } = await openedWith({
      body: '<ListRolePoliciesResponse><ListRolePoliciesResult><PolicyNames><member>a</member><member>b</member></PolicyNames><IsTruncated>false</IsTruncated></ListRolePoliciesResult></ListRolePoliciesResponse>',
    });
    expect(await role.list()).toEqual(['a', 'b']);
  });

  it('is rid of a policy that somebody has removed before', async () => {
    const { role } = await openedWith(refused(404, 'NoSuchEntity'));
    await expect(role.remove('one')).resolves.toBeUndefined();
    const failing = await openedWith(refused(403, 'AccessDenied'));
    await expect(failing.role.remove('one')).rejects.toThrow();
  });
});

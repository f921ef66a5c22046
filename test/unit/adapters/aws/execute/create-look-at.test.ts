import { describe, expect, it } from 'vitest';
import type { SessionOf } from '../../../../../adapters/aws/execute/assume-role.ts';
import { createLookAt } from '../../../../../adapters/aws/execute/create-look-at.ts';
import type { Look } from '../../../../../core/ports/executor.ts';
import { credentials, type GivenAnswer, givenAws, givenCall, policy } from './given-executor.ts';

function givenLooker(answer: GivenAnswer | Error = {}) {
  const { open, requests } = givenAws(answer);
  const sessions: SessionOf[] = [];
  const lookAt = createLookAt({
    open,
    assumeRole: (session) => {
      sessions.push(session);
      return Promise.resolve({ ok: true, credentials });
    },
    roleArnFor: (account) => `arn:aws:iam::${account}:role/look`,
    sessionPolicyFor: () => ({ ok: true, document: policy }),
    now: () => '2026-01-31T12:00:00Z',
  });
  return { lookAt, requests, sessions };
}

const look: Look = {
  ...givenCall({ action: 'kms:DescribeKey', parameters: { KeyId: 'one' } }),
  operation: 'DescribeKey',
};
const error = (type: string): string => JSON.stringify({ __type: type, message: 'No.' });

describe('a look', () => {
  it('reads by a role and a session of its own, and tells what it saw', async () => {
    const { lookAt, sessions } = givenLooker({
      body: '{"KeyMetadata":{"KeyId":"one","CreationDate":1769860800}}',
    });
    expect(await lookAt(look)).toEqual({
      kind: 'seen',
      answer: { KeyMetadata: { KeyId: 'one', CreationDate: '2026-01-31T12:00:00Z' } },
    });
    expect(sessions).toEqual([
      {
        roleArn: 'arn:aws:iam::111122223333:role/look',
        name: 'countersign-look-0123456789abcdef0123456789abcdef',
        policy,
        tags: { request: look.requestId, agent: 'deployer', digest: look.digest },
      },
    ]);
    expect(sessions[0]?.name.length).toBeLessThanOrEqual(64);
  });

  it.each([
    'kms:DisableKey',
    'kms:Decrypt',
    'iam:PassRole',
    'sagemaker:RenderUiTemplate',
    'terraform:apply',
    '',
  ])('is none at %j: nothing says that it only reads', async (action) => {
    const { lookAt, sessions } = givenLooker();
    expect(await lookAt({ ...look, action })).toMatchObject({ kind: 'not-looked', code: 'not-a-read' });
    expect(sessions).toEqual([]);
  });

  it('calls the operation where the name of IAM is none', async () => {
    const api = {
      ...look,
      action: 'apigateway:GET',
      operation: 'GetRestApi',
      parameters: { restApiId: 'one' },
    };
    const { lookAt, requests } = givenLooker({ body: '{"id":"one"}' });
    expect(await lookAt(api)).toEqual({ kind: 'seen', answer: { id: 'one' } });
    expect(requests).toMatchObject([{ method: 'GET', path: '/restapis/one' }]);
  });

  it('is none with parameters that AWS does not know', async () => {
    const { lookAt, sessions } = givenLooker();
    expect(await lookAt({ ...look, parameters: {} })).toEqual({
      kind: 'not-looked',
      code: 'invalid-parameters',
      detail: '/KeyId is missing',
    });
    expect(sessions).toEqual([]);
  });

  it('that AWS refuses says by which code, under both of its names', async () => {
    const iam = { ...look, action: 'iam:GetRole', operation: 'GetRole', parameters: { RoleName: 'one' } };
    const body =
      '<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>No.</Message></Error></ErrorResponse>';
    expect(await givenLooker({ status: 404, body }).lookAt(iam)).toEqual({
      kind: 'refused',
      codes: ['NoSuchEntity', 'NoSuchEntityException'],
    });
    expect(await givenLooker({ status: 400, body: error('NotFoundException') }).lookAt(look)).toEqual({
      kind: 'refused',
      codes: ['NotFoundException'],
    });
  });

  it.each([
    ['too many at once', { status: 400, body: error('ThrottlingException') }, 'ThrottlingException'],
    ['a failure of AWS', { status: 500, body: error('KMSInternalException') }, 'KMSInternalException'],
    [
      'no connection',
      Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      'ENOTFOUND',
    ],
  ])('is an outage with %s, and may be tried again', async (_, answer, code) => {
    await expect(givenLooker(answer).lookAt(look)).rejects.toThrow(
      `kms:DescribeKey was not answered: ${code}.`,
    );
  });
});

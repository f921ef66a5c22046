import type { HttpRequest } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { createPrepareCall } from '../../../../../adapters/aws/execute/create-prepare-call.ts';
import { bodyBytes } from '../../../../../adapters/aws/wire/body-bytes.ts';
import type { JsonObject } from '../../../../../core/lib/json.ts';
import { credentials, find, givenCall, givenExecutor, policy, sentWith } from './given-executor.ts';

const deleted = `<DeleteRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"></DeleteRoleResponse>`;

const headers = { 'x-amzn-requestid': 'aws-1' };

const xmlError = (code: string, message = 'No.'): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

const connection = (code: string, syscall?: string): Error =>
  Object.assign(new Error(code), { code, syscall });

describe('a call that is made ready', () => {
  it('has credentials for it alone, of which CloudTrail is told by name, and has not left', async () => {
    const { prepare, sessions, requests } = givenExecutor();
    expect(await prepare(givenCall())).toMatchObject({ ok: true, accessKeyId: 'ASIAEXAMPLE' });
    expect(sessions).toEqual([
      {
        roleArn: 'arn:aws:iam::111122223333:role/executor',
        name: 'countersign-0123456789abcdef0123456789abcdef',
        policy,
        tags: {
          request: '0123456789abcdef0123456789abcdef',
          agent: 'deployer',
          digest: 'd'.repeat(64),
          approvers: expect.stringMatching(/^2 sha256:[0-9a-f]{64}$/),
        },
      },
    ]);
    expect(requests).toEqual([]);
  });

  it('has tags that STS takes, however many signed, and the same ones in whichever order', async () => {
    const { prepare, sessions } = givenExecutor();
    const approvers = Array.from({ length: 100 }, (_, index) => `person-${index}@example.com`);
    await prepare(givenCall({ approvers }));
    await prepare(givenCall({ approvers: approvers.toReversed() }));
    await prepare(givenCall({ approvers: [] }));
    const tags = sessions.map((session) => session.tags);
    expect(tags[0]).toEqual(tags[1]);
    expect(tags[2]?.approvers).toBe('0');
    for (const value of tags.flatMap(Object.values))
      expect(value).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u);
  });

  it.each([
    ['terraform:apply', {}, 'unknown-action', 'AWS has no operation terraform:apply that can be called.'],
    ['iam:PassRole', {}, 'unknown-action', 'AWS has no operation iam:PassRole that can be called.'],
    ['__proto__:x', {}, 'unknown-action', 'AWS has no operation __proto__:x that can be called.'],
    ['s3:GetObject', {}, 'not-runnable', 'Countersign cannot run s3:GetObject: it answers with a stream.'],
    ['ec2:CopySnapshot', {}, 'not-runnable', expect.stringContaining('signed address')],
    [
      'rds:CopyDBSnapshot',
      {
        SourceDBSnapshotIdentifier: 'arn:aws:rds:eu-west-1:111122223333:snapshot:a',
        TargetDBSnapshotIdentifier: 'b',
      },
      'not-runnable',
      expect.stringContaining('its source is in another region'),
    ],
    ['iam:DeleteRole', {}, 'invalid-parameters', '/RoleName is missing'],
    ['iam:DeleteRole', { RoleName: 7 }, 'invalid-parameters', '/RoleName must be a text'],
    ['iam:DeleteRole', { RoleName: 'a', More: 'b' }, 'invalid-parameters', expect.stringContaining('/More ')],
  ])('is not %s with %j', async (action, parameters, code, detail) => {
    const { prepare, sessions } = givenExecutor();
    expect(await prepare(givenCall({ action, parameters }))).toEqual({ ok: false, code, detail });
    expect(sessions).toEqual([]);
  });

  it('is none without a session policy, and nobody is asked for credentials', async () => {
    const refused = { ok: false, code: 'too-long', detail: 'The policy is too long.' } as const;
    const prepare = createPrepareCall({
      assumeRole: () => Promise.reject(new Error('asked')),
      roleArnFor: () => '',
      sessionPolicyFor: () => refused,
      find,
      now: () => '2026-01-31T12:00:00Z',
    });
    expect(await prepare(givenCall())).toEqual(refused);
  });

  it('is none where AWS refuses the credentials', async () => {
    const refused = { ok: false, code: 'PackedPolicyTooLarge', detail: 'Too large.' } as const;
    const { prepare, requests } = givenExecutor({}, refused);
    expect(await prepare(givenCall())).toEqual(refused);
    expect(requests).toEqual([]);
  });

  it('asks for its policy as late as it can: that is good for a minute', async () => {
    const order: string[] = [];
    const prepare = createPrepareCall({
      assumeRole: () => {
        order.push('credentials');
        return Promise.resolve({ ok: true, credentials });
      },
      roleArnFor: () => '',
      sessionPolicyFor: (call, now) => {
        order.push(`policy of ${call.action} at ${now}`);
        return { ok: true, document: policy };
      },
      find,
      now: () => '2026-01-31T12:00:00Z',
    });
    await prepare(givenCall());
    expect(order).toEqual(['policy of iam:DeleteRole at 2026-01-31T12:00:00Z', 'credentials']);
  });
});

describe('a call that is sent', () => {
  it('is one request to AWS, signed with those credentials, and tells its id', async () => {
    const { prepare, requests } = givenExecutor({ headers, body: deleted });
    const prepared = await prepare(givenCall());
    if (!prepared.ok) throw new Error(prepared.detail);
    expect(await prepared.send()).toEqual({ kind: 'done', result: {}, requestId: 'aws-1' });
    expect(requests).toHaveLength(1);
    const request = requests[0] as HttpRequest;
    expect(request.hostname).toBe('iam.amazonaws.com');
    expect(request.headers.authorization).toContain('Credential=ASIAEXAMPLE/');
    expect(request.headers['x-amz-security-token']).toBe('session');
    expect(bodyBytes(request).toString()).toBe('Action=DeleteRole&Version=2010-05-08&RoleName=one');
    await expect(prepared.send()).rejects.toThrow('A call is sent once.');
    expect(requests).toHaveLength(1);
  });

  it('tells what AWS answered as JSON', async () => {
    const body = `<GetRoleResponse><GetRoleResult><Role><Path>/</Path><RoleName>one</RoleName><RoleId>AROA</RoleId><Arn>arn</Arn><CreateDate>2026-01-31T12:00:00Z</CreateDate><MaxSessionDuration>3600</MaxSessionDuration></Role></GetRoleResult></GetRoleResponse>`;
    expect(await sentWith({ headers, body }, { action: 'iam:GetRole' })).toEqual({
      kind: 'done',
      result: {
        Role: {
          Path: '/',
          RoleName: 'one',
          RoleId: 'AROA',
          Arn: 'arn',
          CreateDate: '2026-01-31T12:00:00Z',
          MaxSessionDuration: 3600,
        },
      },
      requestId: 'aws-1',
    });
  });
});

const kms = { action: 'kms:DisableKey', parameters: { KeyId: 'one' } };
const ec2 = { action: 'ec2:TerminateInstances', parameters: { InstanceIds: ['i-1'] } };
const s3 = { action: 's3:DeleteBucketPolicy', parameters: { Bucket: 'one' } };
const ec2Error = (code: string) =>
  `<Response><Errors><Error><Code>${code}</Code><Message>No.</Message></Error></Errors></Response>`;

describe('what AWS refused did not run:', () => {
  it.each([
    ['NoSuchEntity', { status: 404, body: xmlError('NoSuchEntity') }, {}],
    ['AccessDenied', { status: 403, body: xmlError('AccessDenied') }, {}],
    ['Throttling', { status: 400, body: xmlError('Throttling') }, {}],
    ['NotFoundException', { status: 400, body: '{"__type":"NotFoundException","message":"No."}' }, kms],
    ['InvalidInstanceID.NotFound', { status: 400, body: ec2Error('InvalidInstanceID.NotFound') }, ec2],
    ['RequestLimitExceeded', { status: 503, body: ec2Error('RequestLimitExceeded') }, ec2],
    [
      'NoSuchBucket',
      { status: 404, body: '<Error><Code>NoSuchBucket</Code><Message>No.</Message></Error>' },
      s3,
    ],
    [
      'PermanentRedirect',
      { status: 301, body: '<Error><Code>PermanentRedirect</Code><Message>No.</Message></Error>' },
      s3,
    ],
  ])('%s', async (code, answer, change) => {
    expect(await sentWith(answer, change)).toMatchObject({ kind: 'failed', code, message: 'No.' });
  });

  it('with the id that AWS gave it', async () => {
    const answer = { status: 409, headers, body: xmlError('DeleteConflict') };
    expect(await sentWith(answer)).toMatchObject({ kind: 'failed', requestId: 'aws-1' });
  });

  it.each<[known: string, action: string, secret: JsonObject, without: JsonObject]>([
    [
      'where it stands',
      'iam:CreateLoginProfile',
      { UserName: 'one', Password: 'hunter2' },
      { UserName: 'one' },
    ],
    [
      'the name beside it alone',
      'cloudformation:EstimateTemplateCost',
      { Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: 'hunter2' }] },
      { Parameters: [{ ParameterKey: 'Size', ParameterValue: 'small' }] },
    ],
  ])(
    'and a message that may repeat a secret, known by %s, is not told',
    async (_, action, secret, without) => {
      const answer = { status: 400, body: xmlError('ValidationError', 'hunter2 is too short') };
      const sent = await sentWith(answer, { action, parameters: secret });
      expect(sent).toMatchObject({ kind: 'failed', code: 'ValidationError' });
      expect(JSON.stringify(sent)).not.toContain('hunter2');
      const told = await sentWith(answer, { action, parameters: without });
      expect(told).toMatchObject({ message: 'hunter2 is too short' });
    },
  );

  it('nor is one without an end', async () => {
    const answer = { status: 400, body: xmlError('ValidationError', 'x'.repeat(5_000)) };
    expect(await sentWith(answer)).toMatchObject({ message: 'x'.repeat(1_000) });
  });
});

describe('without a connection nothing ran:', () => {
  const each: [string, Error][] = [
    ['ENOTFOUND', connection('ENOTFOUND', 'getaddrinfo')],
    ['EAI_AGAIN', connection('EAI_AGAIN', 'getaddrinfo')],
    ['ECONNREFUSED', connection('ECONNREFUSED', 'connect')],
    ['ETIMEDOUT', connection('ETIMEDOUT', 'connect')],
    [
      'ENETUNREACH',
      new AggregateError([connection('ENETUNREACH', 'connect'), connection('ETIMEDOUT', 'connect')]),
    ],
    ['CERT_HAS_EXPIRED', connection('CERT_HAS_EXPIRED')],
    ['ERR_TLS_CERT_ALTNAME_INVALID', connection('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['SELF_SIGNED_CERT_IN_CHAIN', connection('SELF_SIGNED_CERT_IN_CHAIN')],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', connection('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', connection('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ];
  it.each(each)('%s', async (code, error) => {
    expect(await sentWith(error)).toEqual({
      kind: 'failed',
      code: 'unreachable',
      message: `There was no connection to AWS: ${code}.`,
      requestId: undefined,
    });
  });
});

describe('what cannot be told to have failed may have run:', () => {
  const each: [string, Parameters<typeof sentWith>[0], object?][] = [
    ['ECONNRESET', connection('ECONNRESET', 'read')],
    ['EPIPE', connection('EPIPE', 'write')],
    ['ETIMEDOUT', connection('ETIMEDOUT')],
    ['ETIMEDOUT', connection('ETIMEDOUT', 'read')],
    [
      'ECONNRESET',
      new AggregateError([connection('ECONNREFUSED', 'connect'), connection('ECONNRESET', 'read')]),
    ],
    ['AggregateError', new AggregateError([])],
    ['InternalFailure', { status: 500, body: xmlError('InternalFailure') }],
    ['ServiceFailure', { status: 500, body: xmlError('ServiceFailure') }],
    ['ServiceUnavailable', { status: 503, body: xmlError('ServiceUnavailable') }],
    ['RequestTimeout', { status: 408, body: xmlError('RequestTimeout') }],
  ];
  it.each(each)('%s', async (code, answer, change = {}) => {
    const sent = await sentWith(answer, change);
    expect(sent.kind).toBe('unknown');
    if (!(answer instanceof AggregateError)) expect(sent).toEqual({ kind: 'unknown', code });
  });

  it.each([
    ['an answer of success that nobody can read', { body: '{"Key' }],
    ['a refusal that nobody can read', { status: 400, body: 'no JSON' }],
    ['a refusal without a code', { status: 400, body: '{}' }],
    ['a page of somebody between', { status: 502, body: '<html>Bad gateway</html>' }],
  ])('%s', async (_, answer) => {
    const change = { action: 'kms:CreateKey', parameters: {} };
    expect(await sentWith(answer, change)).toMatchObject({ kind: 'unknown' });
  });

  it('and its code is a word: whatever else an error says may hold anything', async () => {
    const error = Object.assign(new Error('hunter2'), { name: 'hunter2 is lost', code: undefined });
    expect(await sentWith(error)).toEqual({ kind: 'unknown', code: 'no-answer' });
  });
});

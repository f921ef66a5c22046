import { STSClient } from '@aws-sdk/client-sts';
import type { HttpRequest } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { createAssumeRole } from '../../../../../adapters/aws/execute/assume-role.ts';
import { bodyBytes } from '../../../../../adapters/aws/wire/body-bytes.ts';
import { type GivenAnswer, givenAws } from './given-executor.ts';

const session = {
  roleArn: 'arn:aws:iam::111122223333:role/executor',
  name: 'countersign-1',
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iam:DeleteRole', Resource: '*' }],
  },
  tags: { request: '1', agent: 'deployer' },
};

const answered = (inner: string): GivenAnswer => ({
  body: `<AssumeRoleResponse><AssumeRoleResult>${inner}</AssumeRoleResult></AssumeRoleResponse>`,
});
const refused = (status: number, code: string): GivenAnswer => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`,
});
const given = answered(
  '<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-01-31T12:15:00Z</Expiration></Credentials>',
);

function assumingWith(answer: GivenAnswer | Error) {
  const { open, requests } = givenAws(answer);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' };
  const client = new STSClient({
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
    requestHandler: open() as never,
  });
  return { assume: createAssumeRole(client), requests };
}

describe('a session of another role', () => {
  it('is asked for in the region, as short as it can be, with its policy, its name twice and its tags', async () => {
    const { assume, requests } = assumingWith(given);
    expect(await assume(session)).toEqual({
      ok: true,
      credentials: { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' },
    });
    const request = requests[0] as HttpRequest;
    expect(request.hostname).toBe('sts.eu-central-1.amazonaws.com');
    expect(Object.fromEntries(new URLSearchParams(bodyBytes(request).toString()))).toEqual({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: session.roleArn,
      RoleSessionName: 'countersign-1',
      SourceIdentity: 'countersign-1',
      DurationSeconds: '900',
      Policy:
        '{"Statement":[{"Action":"iam:DeleteRole","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}',
      'Tags.member.1.Key': 'request',
      'Tags.member.1.Value': '1',
      'Tags.member.2.Key': 'agent',
      'Tags.member.2.Value': 'deployer',
    });
  });

  it('without tags sends none: an empty list is none', async () => {
    const { assume, requests } = assumingWith(given);
    await assume({ ...session, tags: {} });
    expect(bodyBytes(requests[0] as HttpRequest).toString()).not.toContain('Tags');
  });

  it.each([
    [400, 'PackedPolicyTooLarge'],
    [403, 'AccessDenied'],
    [403, 'RegionDisabledException'],
  ])('that AWS refuses (%i) is refused by its code: %s', async (status, code) => {
    expect(await assumingWith(refused(status, code)).assume(session)).toEqual({
      ok: false,
      code,
      detail: `${session.roleArn} was not assumed: No.`,
    });
  });

  it.each([
    ['a failure of AWS', refused(500, 'InternalFailure')],
    ['too many at once', refused(400, 'Throttling')],
    ['no connection', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['an answer without credentials', answered('')],
  ])('is an outage with %s', async (_, answer) => {
    await expect(assumingWith(answer).assume(session)).rejects.toThrow();
  });
});

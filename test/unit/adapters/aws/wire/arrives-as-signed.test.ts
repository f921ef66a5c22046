import type { HttpRequest } from '@smithy/types';
import { describe, expect, it, vi } from 'vitest';
import { type Arrival, arrivesAsSigned } from '../../../../../adapters/aws/wire/arrives-as-signed.ts';
import { bodyBytes } from '../../../../../adapters/aws/wire/body-bytes.ts';
import { loadClient } from '../../../../../adapters/aws/wire/load-client.ts';
import type { JsonObject } from '../../../../../core/lib/json.ts';
import { requestOf } from '../../../../support/given/sdk-client.ts';
import { givenOperation } from '../../../catalog/shapes/given-operation.ts';

const region = 'eu-central-1';

/** How it arrives after somebody between the SDK and AWS has had it in hand. */
async function arrival(
  name: string,
  parameters: JsonObject,
  tamper: (request: HttpRequest) => void = () => {},
): Promise<Arrival> {
  const operation = await givenOperation(name);
  const schema = (await loadClient(operation.client)).schemaOf(operation.name);
  const request = await requestOf(operation, parameters, region);
  request.body = bodyBytes(request).toString('utf8');
  tamper(request);
  return arrivesAsSigned(request, { operation, schema, region, parameters });
}

const inBody =
  (from: string, to: string) =>
  (request: HttpRequest): void => {
    expect(request.body).toContain(from);
    request.body = request.body.replace(from, to);
  };

const ofEach: [name: string, parameters: JsonObject, tamper: (request: HttpRequest) => void][] = [
  ['kms:DisableKey', { KeyId: 'one' }, inBody('one', 'two')],
  ['kms:DisableKey', { KeyId: 'one' }, inBody('}', ',"Extra":1}')],
  [
    'kms:DisableKey',
    { KeyId: 'one' },
    ({ headers }) => {
      headers['x-amz-target'] = 'TrentService.EnableKey';
    },
  ],
  [
    'kms:DisableKey',
    { KeyId: 'one' },
    ({ headers }) => {
      headers['x-amz-more'] = '1';
    },
  ],
  [
    'kms:DisableKey',
    { KeyId: 'one' },
    (request) => {
      request.path = '/two';
    },
  ],
  [
    'kms:DisableKey',
    { KeyId: 'one' },
    (request) => {
      request.query = { more: '1' };
    },
  ],
  [
    'lambda:DeleteFunction',
    { FunctionName: 'one' },
    ({ headers }) => {
      headers['x-amz-more'] = '1';
    },
  ],
  [
    's3:DeleteBucketPolicy',
    { Bucket: 'one' },
    (request) => {
      request.query = { policy: '', more: '1' };
    },
  ],
  [
    's3:DeleteBucketPolicy',
    { Bucket: 'one' },
    (request) => {
      request.query = { tagging: '' };
    },
  ],
  ['iam:DeleteRole', { RoleName: 'one' }, inBody('RoleName=one', 'RoleName=two')],
  ['iam:DeleteRole', { RoleName: 'one' }, inBody('RoleName=one', 'RoleName=one&More=1')],
  ['iam:DeleteRole', { RoleName: 'one' }, inBody('RoleName=one', 'RoleName=one&RoleName=two')],
  ['iam:DeleteRole', { RoleName: 'one' }, inBody('DeleteRole', 'DeleteUser')],
  ['ec2:TerminateInstances', { InstanceIds: ['i-1', 'i-2'] }, inBody('InstanceId.2=i-2', 'InstanceId.3=i-2')],
  [
    'ec2:TerminateInstances',
    { InstanceIds: ['i-1'] },
    inBody('InstanceId.1=i-1', 'InstanceId.1=i-1&DryRun=true'),
  ],
  [
    'lambda:Invoke',
    { FunctionName: 'one', Payload: 'e30=' },
    (request) => {
      request.path = request.path.replace('one', 'two');
    },
  ],
  [
    'lambda:Invoke',
    { FunctionName: 'one', Payload: 'e30=' },
    (request) => {
      request.body = '{"more":1}';
    },
  ],
  [
    'lambda:Invoke',
    { FunctionName: 'one' },
    ({ headers }) => {
      headers['x-amz-invocation-type'] = 'Event';
    },
  ],
  [
    'lambda:DeleteFunction',
    { FunctionName: 'one' },
    (request) => {
      request.query = { Qualifier: '1' };
    },
  ],
  [
    'lambda:DeleteFunction',
    { FunctionName: 'one' },
    (request) => {
      request.method = 'PUT';
    },
  ],
  [
    'lambda:DeleteFunction',
    { FunctionName: 'one' },
    (request) => {
      request.path += '/code';
    },
  ],
  [
    's3:DeleteBucketPolicy',
    { Bucket: 'one' },
    (request) => {
      request.path = '/two';
    },
  ],
  [
    's3:PutBucketTagging',
    { Bucket: 'one', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } },
    inBody('<Value>b', '<Value>c'),
  ],
  [
    's3:PutBucketTagging',
    { Bucket: 'one', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } },
    inBody('<TagSet>', '<TagSet><Tag><Key>c</Key><Value>d</Value></Tag>'),
  ],
  [
    's3:PutBucketTagging',
    { Bucket: 'one', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } },
    inBody('<TagSet>', '<More/><TagSet>'),
  ],
];

describe('a request', () => {
  it.each(ofEach)(
    'of %s with %j is not sent once it says another thing',
    async (name, parameters, tamper) => {
      expect(await arrival(name, parameters)).toEqual({ ok: true });
      expect((await arrival(name, parameters, tamper)).ok).toBe(false);
    },
  );

  it.each([
    [
      'elsewhere',
      (request: HttpRequest) => {
        request.hostname = 'amazonaws.com.evil.example';
      },
    ],
    [
      'to a host that only ends alike',
      (request: HttpRequest) => {
        request.hostname = 'evilamazonaws.com';
      },
    ],
    [
      'in the clear',
      (request: HttpRequest) => {
        request.protocol = 'http:';
      },
    ],
    [
      'to another port',
      (request: HttpRequest) => {
        request.port = 8443;
      },
    ],
  ])('goes nowhere %s', async (_, tamper) => {
    expect(await arrival('kms:DisableKey', { KeyId: 'one' }, tamper)).toEqual({
      ok: false,
      code: 'another-host',
      detail: 'The request does not go to AWS over HTTPS.',
    });
  });

  it('that lacks what was signed is not sent, and the reason has no value in it', async () => {
    const parameters = { SecretId: 'one', SecretString: 'hunter2' };
    expect(
      await arrival('secretsmanager:PutSecretValue', parameters, inBody(',"SecretString":"hunter2"', '')),
    ).toEqual({
      ok: false,
      code: 'another-input',
      detail: 'What the SDK sends as SecretString is not what was signed.',
    });
  });

  it('may have a token that the SDK has made, and what it is known to add', async () => {
    expect(await arrival('secretsmanager:PutSecretValue', { SecretId: 'one' })).toEqual({ ok: true });
    const Tags = [{ Key: 'a', Value: 'b' }];
    expect(await arrival('s3:CreateBucket', { Bucket: 'one' })).toEqual({ ok: true });
    expect(await arrival('s3:CreateBucket', { Bucket: 'one', CreateBucketConfiguration: { Tags } })).toEqual({
      ok: true,
    });
    expect(
      await arrival('apigateway:GetExport', { restApiId: 'a', stageName: 'b', exportType: 'swagger' }),
    ).toEqual({ ok: true });
    expect(
      await arrival('s3:CreateBucket', { Bucket: 'one' }, inBody('eu-central-1', 'us-west-2')),
    ).toMatchObject({ ok: false, code: 'another-input' });
  });

  it('may say of which trace it is, as the SDK does in Lambda', async () => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'execute');
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-00000000-000000000000000000000001;Sampled=0');
    const traced = await arrival('kms:DisableKey', { KeyId: 'one' }, ({ headers }) =>
      expect(Object.keys(headers).map((name) => name.toLowerCase())).toContain('x-amzn-trace-id'),
    );
    vi.unstubAllEnvs();
    expect(traced).toEqual({ ok: true });
  });
});

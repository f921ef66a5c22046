import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { output } from '../../../../emulator/wire/service-call.ts';
import { account, adminRole, type Running, runEndpoint } from './running-endpoint.ts';
import { signedPost } from './signed-post.ts';

let running: Running;
beforeEach(async () => {
  running = await runEndpoint(
    { buckets: [{ name: 'audit', arn: 'arn:aws:s3:::audit', account, policy: [] }] },
    (call) => {
      if (call.operation === 'StopExecution') throw new Error('a bug');
      return output({});
    },
  );
});
afterEach(() => running.close());

const json = 'application/x-amz-json-1.0';
const getItem = new GetItemCommand({ TableName: 'any', Key: { pk: { S: 'a' } } });

describe('the endpoint', () => {
  it('listens on loopback only', () => {
    expect(new URL(running.endpoint.url).hostname).toBe('127.0.0.1');
  });

  it('answers nobody who does not sign', async () => {
    const headers = { 'content-type': json, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const response = await fetch(running.endpoint.url, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });

  it('tells a client of another key in the words of the service that it calls', async () => {
    const credentials = { accessKeyId: 'ASIAUNKNOWN', secretAccessKey: 'x' };
    const settings = { ...running.as(adminRole), credentials };
    await expect(new DynamoDBClient(settings).send(getItem)).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    const get = new GetObjectCommand({ Bucket: 'audit', Key: 'a' });
    await expect(new S3Client(settings).send(get)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  });

  it.each([
    [
      'dynamodb',
      { 'content-type': 'application/cbor', 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      'content type application/cbor',
    ],
    [
      'dynamodb',
      { 'content-type': json, 'x-amz-target': 'AWSStepFunctions.StartExecution' },
      'X-Amz-Target AWSStepFunctions.StartExecution',
    ],
    ['dynamodb', { 'content-type': json }, 'X-Amz-Target '],
    ['lambda', { 'content-type': json }, 'service lambda'],
  ])('names what it cannot read: %s %j', async (service, headers, message) => {
    const { status, text } = await signedPost(running, service, headers as Record<string, string>, '{}');
    expect(status).toBe(501);
    expect(JSON.parse(text).message).toBe(`NotImplementedLocally: ${message}`);
  });

  it('names a service that is not here to clients that read XML, too', async () => {
    const get = new IAMClient(running.as(adminRole)).send(new GetRoleCommand({ RoleName: 'any' }));
    await expect(get).rejects.toMatchObject({
      name: 'NotImplementedLocally',
      message: expect.stringContaining('service iam'),
    });
  });

  it.each(['', '[]', '{', 'null', '"a"'])('refuses the body %j, which is not JSON object', async (body) => {
    const headers = { 'content-type': json, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const { status, text } = await signedPost(running, 'dynamodb', headers, body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ __type: 'SerializationException' });
  });

  it('answers 500 to its own bugs and tells whoever runs it, not the caller', async () => {
    const headers = { 'content-type': json, 'x-amz-target': 'AWSStepFunctions.StopExecution' };
    expect(await signedPost(running, 'states', headers, '{}')).toEqual({ status: 500, text: '' });
    expect(running.bugs).toEqual([new Error('a bug')]);
  });

  it('takes no body of more than 32 MiB', async () => {
    const body = Buffer.alloc(32 * 1024 * 1024 + 1);
    const answer = await fetch(running.endpoint.url, { method: 'POST', body }).then(
      ({ status }) => status,
      // The connection may be closed before the client has sent it all.
      () => 413,
    );
    expect(answer).toBe(413);
  });

  it('can be closed while a connection is open', async () => {
    await expect(new DynamoDBClient(running.as(adminRole)).send(getItem)).rejects.toThrow();
    await running.close();
    await expect(fetch(running.endpoint.url)).rejects.toThrow();
    running = await runEndpoint({});
  });
});

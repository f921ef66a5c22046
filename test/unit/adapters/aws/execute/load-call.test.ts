import type { HttpRequest } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { guardedHandler } from '../../../../../adapters/aws/execute/guarded-handler.ts';
import { loadCall } from '../../../../../adapters/aws/execute/load-call.ts';
import { arrivesAsSigned } from '../../../../../adapters/aws/wire/arrives-as-signed.ts';
import { loadClient } from '../../../../../adapters/aws/wire/load-client.ts';
import type { JsonObject } from '../../../../../core/lib/json.ts';
import { requestOf } from '../../../../support/given/sdk-client.ts';
import { givenOperation } from '../../../catalog/shapes/given-operation.ts';
import { credentials, type GivenAnswer, givenAws } from './given-executor.ts';

const region = 'eu-central-1';

/** As if nobody had held the parameters to their shape. */
async function sentUnchecked(name: string, parameters: JsonObject, answered: GivenAnswer = {}) {
  const operation = await givenOperation(name);
  const { open, requests } = givenAws(answered);
  const answer = await (await loadCall({ operation, parameters }, region, open))(credentials);
  return { answer, requests };
}

describe('what the SDK would send otherwise than it was signed', () => {
  it.each([
    [
      'changed',
      's3:HeadObject',
      { Bucket: 'a', Key: 'b', SSECustomerKey: 'hunter2', SSECustomerAlgorithm: 'AES256' },
    ],
    ['added', 'ec2:CopySnapshot', { SourceRegion: 'eu-west-1', SourceSnapshotId: 'snap-1' }],
  ])('does not leave, and nothing that it holds is told: %s', async (_, name, parameters) => {
    const { answer, requests } = await sentUnchecked(name, parameters);
    expect(answer).toMatchObject({ kind: 'not-sent', code: 'not-as-signed' });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(requests).toEqual([]);
  });

  it('does not leave where the SDK makes no request of it', async () => {
    const { answer, requests } = await sentUnchecked('s3:DeleteBucketPolicy', {});
    expect(answer).toMatchObject({ kind: 'not-sent', code: 'not-sendable' });
    expect(requests).toEqual([]);
  });
});

describe('a copy of S3 that failed after it was begun', () => {
  it.each(['<Error><Code>InternalError</Code></Error>', ''])('may have run: %j', async (body) => {
    const parameters = { Bucket: 'one', Key: 'a', CopySource: 'two/a' };
    const { answer } = await sentUnchecked('s3:CopyObject', parameters, { body });
    expect(answer).toEqual({ kind: 'unknown', code: 'InternalError' });
  });
});

describe('the last place before a request leaves', () => {
  const given = async (change: Partial<HttpRequest> = {}) => {
    const operation = await givenOperation('kms:DisableKey');
    const parameters = { KeyId: 'one' };
    const schema = (await loadClient('kms')).schemaOf('DisableKey');
    const sent = await requestOf(operation, parameters, region);
    const request = Object.assign(sent, { ...change, headers: { ...sent.headers, ...change.headers } });
    const { open, requests } = givenAws();
    const signed = { operation, schema, region, parameters };
    const handler = guardedHandler(open(), (one) => arrivesAsSigned(one, signed));
    return { handler, request, requests };
  };

  it('lets pass what was signed, once', async () => {
    const { handler, request, requests } = await given();
    expect(handler.hasLeft()).toBe(false);
    await handler.handle(request);
    expect(handler.hasLeft()).toBe(true);
    await expect(handler.handle(request)).rejects.toThrow('A second request of the same call was stopped.');
    expect(requests).toEqual([request]);
  });

  const changes: [string, Partial<HttpRequest>][] = [
    ['another key', { body: '{"KeyId":"two"}' }],
    ['another operation', { headers: { 'x-amz-target': 'TrentService.EnableKey' } }],
    ['another host', { hostname: 'evil.example' }],
    ['no encryption', { protocol: 'http:' }],
  ];
  it.each(changes)('stops a request with %s', async (_, change) => {
    const { handler, request, requests } = await given(change);
    await expect(handler.handle(request)).rejects.toMatchObject({ name: 'NotAsSigned' });
    expect(handler.hasLeft()).toBe(false);
    expect(requests).toEqual([]);
  });
});

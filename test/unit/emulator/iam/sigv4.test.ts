import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignedRequest } from '../../../../emulator/iam/signed-request.ts';
import type { Secret } from '../../../../emulator/iam/sigv4.ts';
import { verifySigV4 } from '../../../../emulator/iam/sigv4.ts';

const principal = { roleArn: 'arn:aws:iam::111122223333:role/agent', sessionName: 'session-1' };
const now = new Date('2026-03-01T12:00:00Z');
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const accessKeyId = 'ASIAEXAMPLE';
const secret: Secret = { secretAccessKey: 'secret', sessionToken: 'token', principal };
const secretFor = (id: string) => (id === accessKeyId ? secret : undefined);

interface Ask {
  method?: string;
  path?: string;
  query?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  body?: string;
  service?: string;
  at?: Date;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

async function sign(ask: Ask = {}): Promise<SignedRequest> {
  const { method = 'POST', path = '/v1/requests', query = {}, body = '{}', service = 'execute-api' } = ask;
  const signer = new SignatureV4({
    credentials: ask.credentials ?? { accessKeyId, secretAccessKey: 'secret', sessionToken: 'token' },
    region: 'eu-west-1',
    service,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });
  const headers = { host: '127.0.0.1:4000', 'content-type': 'application/json', ...ask.headers };
  const shared = { method, protocol: 'http:', hostname: '127.0.0.1', path, headers, body };
  const signed = await signer.sign({ ...shared, query }, { signingDate: ask.at ?? now });
  const search = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => `${encoded(name)}=${encoded(one)}`))
    .join('&');
  const url = search ? `${path}?${search}` : path;
  return { method, url, headers: signed.headers, body: Buffer.from(body) };
}

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const reasonOf = async (request: SignedRequest, at = now) => {
  const verification = await verifySigV4(request, secretFor, at);
  return verification.kind === 'refused' ? verification.reason : 'verified';
};

describe('a signature that AWS publishes as an example', () => {
  it('of the SigV4 test suite verifies', async () => {
    const request: SignedRequest = {
      method: 'GET',
      url: '/',
      headers: {
        host: 'example.amazonaws.com',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
      },
      body: Buffer.alloc(0),
    };
    const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
    const at = new Date('2015-08-30T12:36:00Z');
    expect(await verifySigV4(request, () => ({ secretAccessKey, principal }), at)).toEqual({
      kind: 'verified',
      principal,
      accessKeyId: 'AKIDEXAMPLE',
      region: 'us-east-1',
      service: 'service',
    });
  });

  it.each([
    [
      '/test.txt',
      'host;range;x-amz-content-sha256;x-amz-date',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      '/?max-keys=2&prefix=J',
      'host;x-amz-content-sha256;x-amz-date',
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('of S3\u2019s documentation verifies: GET %s', async (url, signedHeaders, signature) => {
    const request: SignedRequest = {
      method: 'GET',
      url,
      headers: {
        host: 'examplebucket.s3.amazonaws.com',
        range: 'bytes=0-9',
        'x-amz-content-sha256': emptyHash,
        'x-amz-date': '20130524T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`,
      },
      body: Buffer.alloc(0),
    };
    const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const at = new Date('2013-05-24T00:00:00Z');
    expect(await verifySigV4(request, () => ({ secretAccessKey, principal }), at)).toMatchObject({
      kind: 'verified',
    });
  });
});

describe('a signed request', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'DELETE'),
    path: fc.array(text, { maxLength: 3 }).map((parts) => `/${parts.map(encoded).join('/')}`),
    query: fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }))),
    body: text,
    service: fc.constantFrom('execute-api', 's3'),
  });

  it('verifies, whatever its path, query and body are', () =>
    fc.assert(fc.asyncProperty(requests, async (ask) => (await reasonOf(await sign(ask))) === 'verified')));

  const changes: Record<string, (request: SignedRequest) => SignedRequest> = {
    method: (request) => ({ ...request, method: 'PUT' }),
    path: (request) => ({ ...request, url: request.url.replace('/', '/x') }),
    query: (request) => ({
      ...request,
      url: `${request.url}${request.url.includes('?') ? '&' : '?'}wait=25`,
    }),
    body: (request) => ({ ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }),
    'a header': ({ headers, ...request }) => ({
      ...request,
      headers: { ...headers, 'content-type': 'text/plain' },
    }),
    host: ({ headers, ...request }) => ({ ...request, headers: { ...headers, host: 'other.example.com' } }),
    'the hash of the body': ({ headers, ...request }) => ({
      ...request,
      headers: { ...headers, 'x-amz-content-sha256': emptyHash },
      body: Buffer.alloc(0),
    }),
  };
  it.each(Object.entries(changes))('is refused once its %s is changed', (_, change) =>
    fc.assert(
      fc.asyncProperty(requests, async (ask) => (await reasonOf(change(await sign(ask)))) !== 'verified'),
      { numRuns: 25 },
    ),
  );

  it.each([
    [-5 * 60_000, 'verified'],
    [5 * 60_000, 'verified'],
    [-5 * 60_000 - 1000, 'skewed'],
    [5 * 60_000 + 1000, 'skewed'],
  ])('made %i ms from now is %s', async (milliseconds, expected) => {
    const at = new Date(now.getTime() + milliseconds);
    expect(await reasonOf(await sign({ at }))).toBe(expected);
  });

  it.each([
    [
      'another secret',
      { accessKeyId, secretAccessKey: 'other', sessionToken: 'token' },
      'signature-mismatch',
    ],
    [
      'an unknown key',
      { accessKeyId: 'ASIAOTHER', secretAccessKey: 'secret', sessionToken: 'token' },
      'unknown-key',
    ],
    ['another token', { accessKeyId, secretAccessKey: 'secret', sessionToken: 'other' }, 'unknown-key'],
    ['no token', { accessKeyId, secretAccessKey: 'secret' }, 'unknown-key'],
  ])('with %s is refused', async (_, credentials, reason) => {
    expect(await reasonOf(await sign({ credentials }))).toBe(reason);
  });

  it('may leave its body unsigned for S3 alone, whose checksums protect it', async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    expect(await reasonOf(await sign({ headers, service: 's3' }))).toBe('verified');
    expect(await reasonOf(await sign({ headers }))).toBe('unsupported');
  });

  it('with signed chunks is refused as not implemented', async () => {
    const headers = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
    expect(await reasonOf(await sign({ headers, service: 's3' }))).toBe('unsupported');
  });
});

describe('a request is refused', () => {
  const withHeaders = async (change: (headers: SignedRequest['headers']) => SignedRequest['headers']) => {
    const request = await sign();
    return reasonOf({ ...request, headers: change(request.headers) });
  };
  const authorization = (change: (text: string) => string) =>
    withHeaders((headers) => ({ ...headers, authorization: change(headers.authorization ?? '') }));

  it('without a signature', async () => {
    expect(await withHeaders(({ authorization: _, ...rest }) => rest)).toBe('unsigned');
  });

  it.each([
    ['that does not name the host among its signed headers', (text: string) => text.replace('host;', '')],
    ['that names a header which is not there', (text: string) => text.replace('host;', 'host;origin;')],
    ['with a scope of another day', (text: string) => text.replace('/20260301/', '/20260302/')],
    [
      'with a scope that has a part too many',
      (text: string) => text.replace('/aws4_request', '/x/aws4_request'),
    ],
    ['of another algorithm', (text: string) => text.replace('SHA256', 'SHA512')],
    ['of a signature that is too short', (text: string) => text.slice(0, -1)],
  ])('%s', async (_, change) => {
    expect(await authorization(change)).toBe('malformed');
  });

  it('with an x-amz- header that nobody signed', async () => {
    expect(await withHeaders((headers) => ({ ...headers, 'x-amz-target': 'Other' }))).toBe('malformed');
  });

  it('with a date that is none', async () => {
    expect(await withHeaders((headers) => ({ ...headers, 'x-amz-date': 'yesterday' }))).toBe('malformed');
    expect(await withHeaders((headers) => ({ ...headers, 'x-amz-date': '20260301T996161Z' }))).toBe('skewed');
  });

  it('with a query that is not percent-encoded UTF-8', async () => {
    const request = await sign();
    expect(await reasonOf({ ...request, url: `${request.url}?a=%ff` })).toBe('malformed');
  });

  it('with a presigned query instead of a header', async () => {
    const url = '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00';
    expect(await reasonOf({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) })).toBe('unsigned');
  });
});

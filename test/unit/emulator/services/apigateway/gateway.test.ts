import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createAuthority, type RolePolicies } from '../../../../../emulator/iam/authority.ts';
import { createCredentialStore } from '../../../../../emulator/iam/credential-store.ts';
import type { ApiSpec, RouteSpec } from '../../../../../emulator/services/apigateway/api-spec.ts';
import { apiGateway } from '../../../../../emulator/services/apigateway/handle-request.ts';
import type { Incoming } from '../../../../../emulator/services/apigateway/incoming.ts';
import { invokeAccess } from '../../../../../emulator/services/apigateway/invoke-access.ts';
import type { InvocationAnswer } from '../../../../../emulator/services/lambda/plugin.ts';

const at = new Date('2026-05-04T10:20:30.456Z');
const api: ApiSpec = { id: 'abc123', account: '777788889999', region: 'eu-west-1', routes: [] };
const agent = 'arn:aws:iam::444455556666:role/agent-etl';

const route = (key: string, over: Partial<RouteSpec> = {}): RouteSpec => ({
  key,
  authorization: 'NONE',
  functionArn: 'arn:fn',
  timeoutMilliseconds: 30_000,
  mayInvoke: true,
  ...over,
});

interface Given {
  routes?: RouteSpec[];
  answer?: InvocationAnswer | 'too-late';
  /** Roles of the template. */
  roles?: RolePolicies[];
}

const worked = (value: unknown): InvocationAnswer => ({ kind: 'answered', payload: JSON.stringify(value) });

function given({ routes = [route('ANY /{proxy+}')], answer = worked('hello'), roles = [] }: Given = {}) {
  const events: APIGatewayProxyEventV2[] = [];
  const credentials = createCredentialStore((size) => Buffer.alloc(size, events.length + 7));
  const spec = { ...api, routes };
  const handle = apiGateway({
    api: spec,
    secretFor: credentials.secretFor,
    mayCall: invokeAccess(
      createAuthority(roles, () => new Date()),
      (roleArn) => roleArn === agent,
    ),
    invoke: async (_, event) => {
      events.push(event as APIGatewayProxyEventV2);
      return answer;
    },
    now: () => at,
    callersNow: () => at,
    newRequestId: () => 'request-1',
  });
  return { handle, events, credentials };
}

const incoming = (over: Partial<Incoming> & { text?: string } = {}): Incoming => ({
  method: 'POST',
  path: '/v1/requests',
  query: '',
  headers: { host: 'api.example.com', 'user-agent': 'agent/1', 'content-type': 'application/json' },
  body: Buffer.from(over.text ?? ''),
  sourceIp: '127.0.0.1',
  ...over,
});

async function signed(
  role: string,
  { credentials }: ReturnType<typeof given>,
  { service = 'execute-api', region = 'eu-west-1', text = '{"a":1}' } = {},
): Promise<Incoming> {
  const keys = credentials.issue({ roleArn: role, sessionName: 'person.one@example.com' });
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: 'api.example.com',
      path: '/v1/requests',
      query: {},
      headers: {
        host: 'api.example.com',
        'x-amz-content-sha256': createHash('sha256').update(text).digest('hex'),
      },
      body: text,
    },
    { signingDate: at },
  );
  return incoming({ headers, text });
}

describe('the event of an HTTP API', () => {
  const eventOf = async (request: Incoming, routes?: RouteSpec[]) => {
    const { handle, events } = given(routes ? { routes } : {});
    await handle(request);
    return events[0];
  };

  it('has the fields of payload format 2.0', async () => {
    const request = incoming({
      path: '/v1/requests/r1',
      query: 'wait=25&tag=a&tag=b%20c',
      text: '{"a":1}',
      headers: {
        host: 'api.example.com',
        'user-agent': 'agent/1',
        'content-type': 'application/json',
        cookie: 'one=1; two=2',
        'x-many': ['a', 'b'] as unknown as string,
      },
    });
    expect(await eventOf(request, [route('POST /v1/requests/{id}')])).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/requests/{id}',
      rawPath: '/v1/requests/r1',
      rawQueryString: 'wait=25&tag=a&tag=b%20c',
      cookies: ['one=1', 'two=2'],
      headers: {
        host: 'api.example.com',
        'user-agent': 'agent/1',
        'content-type': 'application/json',
        'x-many': 'a,b',
      },
      queryStringParameters: { wait: '25', tag: 'a,b c' },
      pathParameters: { id: 'r1' },
      requestContext: {
        accountId: '777788889999',
        apiId: 'abc123',
        domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
        domainPrefix: 'abc123',
        http: {
          method: 'POST',
          path: '/v1/requests/r1',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'agent/1',
        },
        requestId: 'request-1',
        routeKey: 'POST /v1/requests/{id}',
        stage: '$default',
        time: '04/May/2026:10:20:30 +0000',
        timeEpoch: at.getTime(),
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it('leaves out what the request does not have', async () => {
    const event = await eventOf(incoming());
    for (const field of ['cookies', 'queryStringParameters', 'body']) expect(event).not.toHaveProperty(field);
    expect(event?.isBase64Encoded).toBe(false);
  });

  it.each([
    ['application/json; charset=utf-8', false],
    ['application/problem+json', false],
    ['text/plain', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
  ])('has a body of %s in base64: %s', async (contentType, base64) => {
    const event = await eventOf(incoming({ headers: { 'content-type': contentType }, text: 'payload=ü' }));
    expect(event?.isBase64Encoded).toBe(base64);
    expect(Buffer.from(event?.body ?? '', base64 ? 'base64' : 'utf8').toString()).toBe('payload=ü');
  });
});

describe('a route with IAM authorization', () => {
  const iam = { routes: [route('POST /v1/requests', { authorization: 'AWS_IAM' })] };

  it('tells the function who called', async () => {
    const gateway = given(iam);
    const request = await signed(agent, gateway);
    expect((await gateway.handle(request)).status).toBe(200);
    expect(gateway.events[0]?.requestContext).toHaveProperty('authorizer.iam', {
      accessKey: expect.stringMatching(/^ASIA/),
      accountId: '444455556666',
      callerId: expect.stringMatching(/^AROA\w{17}:person\.one@example\.com$/),
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: 'arn:aws:sts::444455556666:assumed-role/agent-etl/person.one@example.com',
      userId: expect.stringMatching(/^AROA\w{17}:person\.one@example\.com$/),
    });
  });

  it.each<[string, (gateway: ReturnType<typeof given>) => Promise<Incoming>]>([
    ['without a signature', async () => incoming()],
    ['from a role that nobody lets in', (gateway) => signed('arn:aws:iam::444455556666:role/other', gateway)],
    ['signed for another service', (gateway) => signed(agent, gateway, { service: 'lambda' })],
    ['signed for another region', (gateway) => signed(agent, gateway, { region: 'us-east-1' })],
    [
      'whose body was changed',
      async (gateway) => ({ ...(await signed(agent, gateway)), body: Buffer.from('{}') }),
    ],
    ['whose path was changed', async (gateway) => ({ ...(await signed(agent, gateway)), query: 'x=1' })],
  ])('refuses a request %s', async (_, make) => {
    const gateway = given(iam);
    const answer = await gateway.handle(await make(gateway));
    expect([answer.status, answer.body]).toEqual([403, '{"message":"Forbidden"}']);
    expect(gateway.events).toEqual([]);
  });
});

describe('a role of the template', () => {
  const roleArn = 'arn:aws:iam::777788889999:role/reporter';
  const asking = async (Resource: string) => {
    const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource }];
    const document = { Version: '2012-10-17', Statement };
    const gateway = given({
      routes: [route('POST /v1/requests', { authorization: 'AWS_IAM' })],
      roles: [{ arn: roleArn, policies: [{ name: 'inline', document }] }],
    });
    return (await gateway.handle(await signed(roleArn, gateway))).status;
  };

  it('calls what its policies let it call, and nothing else', async () => {
    const api = 'arn:aws:execute-api:eu-west-1:777788889999:abc123';
    expect(await asking(`${api}/$default/POST/v1/requests`)).toBe(200);
    expect(await asking(`${api}/$default/GET/*`)).toBe(403);
    expect(await asking('arn:aws:execute-api:eu-west-1:777788889999:other/*')).toBe(403);
  });
});

describe('the answer of an HTTP API', () => {
  const answerTo = async (over: Given) => given(over).handle(incoming());

  it('is the JSON of a 200 where the function names no status', async () => {
    expect(await answerTo({ answer: worked({ ok: true }) })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'apigw-requestid': 'request-1' },
      body: '{"ok":true}',
    });
  });

  it('has the status, headers, cookies and body of the function', async () => {
    const response = {
      statusCode: 202,
      headers: { Location: '/v1/requests/r1', 'Retry-After': 3 },
      cookies: ['a=1', 'b=2'],
      body: 'accepted',
    };
    expect(await answerTo({ answer: worked(response) })).toMatchObject({
      status: 202,
      headers: { location: '/v1/requests/r1', 'retry-after': '3', 'set-cookie': ['a=1', 'b=2'] },
      body: 'accepted',
    });
  });

  it('is decoded from base64', async () => {
    const response = { statusCode: 200, body: 'AAE=', isBase64Encoded: true };
    expect((await answerTo({ answer: worked(response) })).body).toEqual(Buffer.from([0, 1]));
  });

  it.each<[number, string, Given]>([
    [404, 'Not Found', { routes: [route('GET /elsewhere')] }],
    [500, 'Internal Server Error', { routes: [route('ANY /{proxy+}', { mayInvoke: false })] }],
    [500, 'Internal Server Error', { answer: worked({ statusCode: 'teapot' }) }],
    [
      500,
      'Internal Server Error',
      { answer: { kind: 'failed', error: { errorType: 'E', errorMessage: 'secret', trace: [] } } },
    ],
    [503, 'Service Unavailable', { answer: { kind: 'throttled' } }],
    [503, 'Service Unavailable', { answer: 'too-late' }],
  ])('is %i %s and says no more: %#', async (status, message, over) => {
    const answer = await answerTo(over);
    expect([answer.status, answer.body]).toEqual([status, JSON.stringify({ message })]);
  });
});

import { createClient, type Submission } from '@countersign/client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { examples } from '../../../../docs/generate/examples.ts';

const submission = examples['POST /v1/requests'].body as Submission;
const pending = examples['POST /v1/requests'].answers[202];

interface Sent {
  url: string;
  method: string | undefined;
  headers: Record<string, string>;
  body: string | undefined;
}

function given(
  answer: () => Response | Promise<Response>,
  settings: Partial<Parameters<typeof createClient>[0]> = {},
) {
  const sent: Sent[] = [];
  const client = createClient({
    url: 'https://api.example.com/',
    region: 'eu-west-1',
    credentials: async () => ({
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'example',
      sessionToken: 'session',
    }),
    fetch: async (input, init) => {
      const { method, headers, body } = init ?? {};
      sent.push({
        url: String(input),
        method,
        headers: Object.fromEntries(new Headers(headers)),
        body: typeof body === 'string' ? body : undefined,
      });
      return answer();
    },
    ...settings,
  });
  return { client, sent };
}

const text = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers });
const json = (status: number, body: object, headers?: Record<string, string>) =>
  text(status, JSON.stringify(body), headers);

describe('a call', () => {
  it('is signed for the API of its region, and says nothing of who calls', async () => {
    const { client, sent } = given(() => json(202, pending));
    expect(await client.submit(submission, 'key-1')).toEqual({ ok: true, value: pending });
    expect(sent).toMatchObject([
      {
        url: 'https://api.example.com/v1/requests',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'key-1',
          'x-amz-security-token': 'session',
        },
        body: JSON.stringify(submission),
      },
    ]);
    expect(sent[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 .*\/eu-west-1\/execute-api\/.*idempotency-key/,
    );
  });

  it('keeps what an id could smuggle out of its path', async () => {
    const { client, sent } = given(() => json(200, pending));
    await client.start('../evaluate?x=#', 'd');
    expect(sent[0]?.url).toBe('https://api.example.com/v1/requests/..%2Fevaluate%3Fx%3D%23/start');
  });

  it('tells a refusal as the API tells it, with the time to come again', async () => {
    const body = {
      type: 'urn:countersign:problem:too-many-pending',
      title: 'Too many',
      status: 429,
      detail: 'Wait.',
      requestId: 'r-1',
    };
    const { client } = given(() => json(429, body, { 'retry-after': '60' }));
    expect(await client.submit(submission)).toEqual({ ok: false, problem: body, retryAfterSeconds: 60 });
  });

  it('lets a newer deployment say more', async () => {
    const { client } = given(() => json(200, { ...pending, colour: 'blue' }));
    expect(await client.get(pending.id)).toMatchObject({ ok: true, value: { state: 'pending' } });
  });
});

describe('what goes wrong is a value:', () => {
  it.each([
    ['a page of a proxy', () => text(200, '<html></html>')],
    ['JSON of something else', () => json(200, { ok: true })],
    ['a list', () => json(200, [])],
    ['null', () => text(200, 'null')],
  ])('%s is no answer of ours, though it is 200', async (_, answer) => {
    const { client } = given(answer);
    const problem = { type: 'urn:countersign:client:foreign-answer', status: 200 };
    expect(await client.get(pending.id)).toMatchObject({ ok: false, problem });
  });

  it.each([
    [403, 'The signature was not accepted. Check the address'],
    [429, 'Too many calls'],
    [503, 'No function was free'],
    [502, 'did not come from Countersign'],
  ])("the gateway's own %i says what to do", async (status, detail) => {
    const { client } = given(() => json(status, { message: 'as the gateway says it' }));
    expect(await client.submit(submission)).toMatchObject({
      ok: false,
      problem: {
        type: 'urn:countersign:client:foreign-answer',
        status,
        detail: expect.stringContaining(detail),
      },
    });
  });

  it('nobody answers', async () => {
    const { client } = given(() => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    });
    expect(await client.submit(submission)).toMatchObject({
      ok: false,
      problem: {
        type: 'urn:countersign:client:no-answer',
        status: 0,
        detail: expect.stringContaining('connect ECONNREFUSED'),
      },
    });
  });

  it('there are none in the profile that AWS_PROFILE names, which is told by its name', async () => {
    vi.stubEnv('AWS_PROFILE', 'nowhere');
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    onTestFinished(() => void vi.unstubAllEnvs());
    const client = createClient({ url: 'https://api.example.com/', region: 'eu-west-1' });
    expect(await client.get('one')).toMatchObject({
      problem: {
        type: 'urn:countersign:client:no-credentials',
        detail: expect.stringContaining('(AWS_PROFILE is nowhere: '),
      },
    });
  });

  it('there are no credentials, and nothing is sent', async () => {
    const credentials = async () => {
      throw new Error('Could not load credentials from any providers');
    };
    const { client, sent } = given(() => json(200, pending), { credentials });
    expect(await client.submit(submission)).toMatchObject({
      ok: false,
      problem: { type: 'urn:countersign:client:no-credentials', status: 0 },
    });
    expect(sent).toEqual([]);
  });

  it.each(['', 'api.example.com', 'not a url'])('%j is not an address', async (url) => {
    const { client, sent } = given(() => json(200, pending), { url });
    expect(await client.submit(submission)).toMatchObject({
      ok: false,
      problem: { type: 'urn:countersign:client:bad-address' },
    });
    expect(sent).toEqual([]);
  });
});

describe('an approval is taken', () => {
  const started = examples['POST /v1/requests/{id}/start'].answers[200];

  it.each([201, 202, 203, 206])('by 200 alone, not by %i', async (status) => {
    expect(await given(() => json(200, started)).client.start(started.id, started.digest)).toMatchObject({
      ok: true,
    });
    expect(await given(() => json(status, started)).client.start(started.id, started.digest)).toMatchObject({
      ok: false,
      problem: { type: 'urn:countersign:client:foreign-answer', status },
    });
  });
});

it('an address with a password in it is refused, and the password told to nobody', async () => {
  const { client, sent } = given(() => json(200, pending), { url: 'https://me:hunter2@api.example.com' });
  const answer = await client.get(pending.id);
  expect(answer).toMatchObject({ ok: false, problem: { type: 'urn:countersign:client:bad-address' } });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
  expect(sent).toEqual([]);
});

describe('the catalog', () => {
  it('is asked for by words, a page at a time', async () => {
    const page = examples['GET /v1/actions'].answers[200];
    const { client, sent } = given(() => json(200, page));
    expect(await client.actions({ search: 'a copy & more', limit: 5 })).toEqual({ ok: true, value: page });
    await client.actions();
    expect(sent.map(({ url }) => url)).toEqual([
      'https://api.example.com/v1/actions?search=a%20copy%20%26%20more&limit=5',
      'https://api.example.com/v1/actions',
    ]);
  });

  it('is asked for one action by its name, and never by what is none', async () => {
    const action = examples['GET /v1/actions/{service}/{operation}'].answers[200];
    const { client, sent } = given(() => json(200, action));
    expect(await client.action('rds:CreateDBSnapshot')).toEqual({ ok: true, value: action });
    for (const name of ['', 'rds', 'rds:', ':CreateDBSnapshot', 'rds:..', 'rds:Create:DBSnapshot', 'a/b:c'])
      expect(await client.action(name)).toMatchObject({
        ok: false,
        problem: { type: 'urn:countersign:client:bad-action', status: 0 },
      });
    expect(sent.map(({ url }) => url)).toEqual(['https://api.example.com/v1/actions/rds/CreateDBSnapshot']);
  });
});

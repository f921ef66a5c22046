import { signCall } from '@countersign/client';
import { describe, expect, test } from 'vitest';
import { formatButtonValue } from '../../adapters/slack/button-value.ts';
import { roleOf } from '../../local/deployment/agent-role.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import {
  cardOf,
  cardSaying,
  must,
  people,
  press,
  snapshotSubmission,
  stored,
  submissionOf,
} from '../support/driver.ts';
import { homeLocation, type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

const agent = () => deployment.directory.agents.find(({ id }) => id === 'etl-agent');

/** Any body at all, signed as the agent. */
async function post(body: string, headers: Record<string, string> = {}, path = '/v1/requests') {
  return send('POST', path, body, headers);
}

async function send(
  method: 'GET' | 'POST',
  path: string,
  body?: string,
  headers: Record<string, string> = {},
) {
  const role = agent();
  if (!role) throw new Error('The directory has no etl-agent.');
  const credentials = async () => deployment.credentialsFor(roleOf(role, deployment.account), 'nightly-run');
  const sent = body === undefined ? {} : { body };
  const call = { method, url: new URL(path, deployment.apiUrl), headers, ...sent };
  const signed = await signCall({ region: deployment.region, credentials }, call);
  const response = await fetch(call.url, { method, headers: signed, ...sent });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const submission = snapshotSubmission('doors');
const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });

describe('a body that cannot be taken', () => {
  test.each<[string, string | object, number, string, string | undefined]>([
    ['is not JSON', '{"action":', 400, 'not-json', undefined],
    ['is empty', '', 400, 'not-json', undefined],
    ['is a list', '[]', 400, 'not-json', undefined],
    [
      'is over 64 KiB of parameters',
      { ...submission, parameters: { ...submission.parameters, Tags: 'x'.repeat(65_536) } },
      413,
      'too-large',
      '/parameters',
    ],
    ['is over every limit', { ...submission, reason: 'x'.repeat(400_000) }, 413, 'too-large', undefined],
    [
      'is 33 levels deep',
      { ...submission, parameters: nested(33) },
      422,
      'bad-field',
      `/parameters${'/in'.repeat(31)}`,
    ],
    ['has an unknown field', { ...submission, environment: 'dev' }, 422, 'bad-field', '/environment'],
    ['claims an owner', { ...submission, owner: 'developer.one@example.com' }, 422, 'bad-field', '/owner'],
    [
      'has a prototype key',
      '{"__proto__":{"polluted":true},"action":"rds:CreateDBSnapshot"}',
      422,
      'bad-field',
      '/__proto__',
    ],
    [
      'has a prototype key inside',
      `{"parameters":{"constructor":1}}`,
      422,
      'bad-field',
      '/parameters/constructor',
    ],
    ['has a number that JSON cannot hold', '{"parameters":{"n":1e400}}', 422, 'bad-field', '/parameters/n'],
    ['names no action', { ...submission, action: undefined }, 422, 'bad-field', '/action'],
    [
      'names an action without its service',
      { ...submission, action: 'CreateDBSnapshot' },
      422,
      'bad-field',
      '/action',
    ],
    [
      'names an unknown action',
      { ...submission, action: 'rds:CreateEverything' },
      422,
      'unknown-action',
      '/action',
    ],
    ['has an ARN that is none', { ...submission, resource: 'orders' }, 422, 'wrong-resource', '/resource'],
    [
      'has another resource than its parameters',
      { ...submission, resource: `${submission.resource}-2` },
      422,
      'wrong-resource',
      '/resource',
    ],
    [
      'names another account',
      { ...submission, resource: submission.resource.replace(homeLocation().account, '777788889999') },
      422,
      'wrong-resource',
      '/resource',
    ],
    [
      'misspells a parameter',
      { ...submission, parameters: { ...submission.parameters, DbInstance: 'x' } },
      422,
      'bad-field',
      '/parameters/DbInstance',
    ],
    ['gives no reason', { ...submission, reason: '  ' }, 422, 'bad-field', '/reason'],
  ])('%s', async (_, body, status, slug, field) => {
    const before = (await deployment.requests()).length;
    const answer = await post(typeof body === 'string' ? body : JSON.stringify(body));
    expect(answer).toMatchObject({ status, body: { type: `urn:countersign:problem:${slug}`, status } });
    expect(answer.body.field).toBe(field);
    expect(answer.body.requestId).toEqual(expect.any(String));
    expect(await deployment.requests()).toHaveLength(before);
  });

  test('an Idempotency-Key with a space is named', async () => {
    const answer = await post(JSON.stringify(submission), { 'idempotency-key': 'two words' });
    expect(answer).toMatchObject({ status: 400, body: { field: 'Idempotency-Key' } });
  });
});

describe('asking without consequences', () => {
  test('the ruling that a request would get is told, and nothing is stored', async () => {
    const before = (await deployment.requests()).length;
    const answer = await post(JSON.stringify(submissionOf('iam:AttachRolePolicy')), {}, '/v1/evaluate');
    expect(answer).toMatchObject({
      status: 200,
      body: { decision: 'review', risk: 'critical', policies: ['administrator-access', 'identity'] },
    });
    expect(await deployment.requests()).toHaveLength(before);
  });

  test('the catalog lists what can be asked for, the actions of this deployment among it', async () => {
    const { status, body } = await send('GET', '/v1/actions?search=CreateDBSnapshot&service=rds');
    expect(status).toBe(200);
    expect(body.actions).toContainEqual(expect.objectContaining({ action: 'rds:CreateDBSnapshot' }));
    const { body: custom } = await send('GET', '/v1/actions?service=terraform');
    expect(custom.actions).toContainEqual(expect.objectContaining({ action: 'terraform:apply' }));
  });

  test('an action is shown with the shape of its parameters, one that nobody has described too', async () => {
    expect(await send('GET', '/v1/actions/rds/CreateDBSnapshot')).toMatchObject({
      status: 200,
      body: { curated: true, parameters: { properties: { DBSnapshotIdentifier: { type: 'string' } } } },
    });
    expect(await send('GET', '/v1/actions/glue/CreateClassifier')).toMatchObject({
      status: 200,
      body: { curated: false, groups: ['uncurated-write', 'uncurated'] },
    });
    expect(await send('GET', '/v1/actions/rds/CreateDBSnapshots')).toMatchObject({
      status: 404,
      body: { detail: 'There is no action rds:CreateDBSnapshots. Did you mean rds:CreateDBSnapshot?' },
    });
  });
});

describe('a caller who cannot be taken', () => {
  test('nobody: no signature, no answer of ours', async () => {
    const response = await fetch(new URL('/v1/requests', deployment.apiUrl), { method: 'POST', body: '{}' });
    expect(response.status).toBe(403);
  });

  test('a role that is not an agent', async () => {
    const credentials = async () =>
      deployment.credentialsFor(`arn:aws:iam::${deployment.account}:role/somebody`, 'session');
    const call = {
      method: 'POST',
      url: new URL('/v1/requests', deployment.apiUrl),
      headers: {},
      body: '{}',
    } as const;
    const signed = await signCall({ region: deployment.region, credentials }, call);
    expect((await fetch(call.url, { method: 'POST', headers: signed, body: '{}' })).status).toBe(403);
  });
});

describe('the same submission again', () => {
  test('with the same Idempotency-Key it is one request', async () => {
    const client = deployment.agent('etl-agent');
    const [first, second] = [
      await client.submit(submission, 'key-1'),
      await client.submit(submission, 'key-1'),
    ];
    expect(first).toMatchObject({ ok: true, value: { state: 'pending' } });
    expect(must(second)).toEqual(withoutToken(must(first)));
  });

  test('with the same key and other content it is 409', async () => {
    const client = deployment.agent('etl-agent');
    await client.submit(submission, 'key-2');
    expect(await client.submit(snapshotSubmission('another'), 'key-2')).toMatchObject({
      ok: false,
      problem: { status: 409, type: 'urn:countersign:problem:key-reused' },
    });
  });

  test('the same digest while one is pending is that one, at the same moment too', async () => {
    const client = deployment.agent('etl-agent');
    const again = snapshotSubmission('asked-often');
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.submit(again)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.problem.detail)));
    expect(ids.size).toBe(1);
  });

  test('a reason in other words changes nothing of what is signed', async () => {
    const client = deployment.agent('etl-agent');
    const first = await client.submit(snapshotSubmission('worded'));
    const second = await client.submit({
      ...snapshotSubmission('worded'),
      reason: 'I am in the dev account, I promise.',
    });
    expect(must(second)).toEqual(withoutToken(must(first)));
  });

  /** It comes once: who asks again is told of the request, and not handed what it may hold. */
  function withoutToken({ token, ...rest }: { token?: string }): object {
    expect(token).toMatch(/^[\w-]{20,}$/);
    return rest;
  }
});

describe('a Slack request that is not Slack’s', () => {
  const seconds = () => Math.floor(deployment.clock.now() / 1_000);
  const slack = () => {
    if (!deployment.slack) throw new Error('This deployment has no local Slack.');
    return deployment.slack;
  };

  const refusals = () =>
    deployment.logs
      .map(({ entry }) => entry)
      .filter(({ message }) => message === 'A call to the Slack route was not signed by Slack');

  test('unsigned', async () => {
    const response = await fetch(new URL('/slack/interactions', deployment.apiUrl), {
      method: 'POST',
      body: 'payload=%7B%7D',
    });
    expect(response.status).toBe(401);
  });

  test.each<[string, () => object]>([
    ['signed with another secret', () => ({ secret: 'not the secret' })],
    ['older than five minutes', () => ({ timestamp: seconds() - 301 })],
    ['newer than five minutes', () => ({ timestamp: seconds() + 302 })],
  ])('%s', async (_, forged) => {
    const client = deployment.agent('etl-agent');
    const answer = await client.submit(snapshotSubmission('forged'));
    if (!answer.ok) throw new Error(answer.problem.detail);
    const { id, digest } = answer.value;
    const payload = {
      type: 'block_actions',
      user: { id: people.dataOne },
      container: { channel_id: 'C0APPROVALS', message_ts: '1.000001' },
      actions: [{ action_id: 'approve', value: formatButtonValue({ request: id, digest }) }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const before = refusals().length;
    expect(await slack().send(body, forged())).toEqual({ kind: 'refused', status: 401 });
    expect(await stored(deployment, id)).toMatchObject({ state: 'pending', votes: [] });
    const [line, ...more] = await until('a log line that says so', () => {
      const lines = refusals().slice(before);
      return lines.length > 0 && lines;
    });
    expect(more).toEqual([]);
    expect(line).toMatchObject({ level: 'WARN', sourceIp: expect.any(String) });
    for (const word of [digest, id, people.dataOne, 'payload'])
      expect(JSON.stringify(line)).not.toContain(word);
  });
});

describe('text in any script and any markup', () => {
  const text = '日本語 العربية <!channel> <@U0SECONE> *bold* \u202Egnp.exe {{ }} &lt; </script>';
  /** Words from right to left in an isolate of their own, what cannot be seen as its code point. */
  const seen =
    '日本語 \u2068العربية\u2069 <!channel> <@U0SECONE> *bold* \\u{202E}gnp.exe {{ }} &lt; </script>';

  test('is only text on the card that people sign', async () => {
    const client = deployment.agent('etl-agent');
    const submission = submissionOf('iam:CreateUser');
    const parameters = { ...submission.parameters, Tags: [{ Key: 'note', Value: text }] };
    const request = must(
      await client.submit({ ...submission, parameters, reason: text, ticket: text, model: text }),
    );
    const { blocks } = await cardOf(deployment, request.id);

    const quoted = [text, `Ticket: ${text}`, `Model: ${text}`].map((line) => line.replace(text, seen));
    expect(textsIn(blocks, 'rich_text_quote')).toEqual([quoted.join('\n')]);
    const [shown = ''] = textsIn(blocks, 'rich_text_preformatted');
    expect(shown).toContain(`"${seen}"`);
    const markup = objectsIn(blocks).filter(({ type }) => type === 'mrkdwn' || type === 'user');
    // Nothing but the mentions of those who are asked is more than text.
    expect(markup.length).toBeGreaterThan(0);
    expect(JSON.stringify(markup)).not.toMatch(/<!|channel|bold|script/);
  });

  test('is only text where a person says why', async () => {
    const client = deployment.agent('etl-agent');
    const { id } = must(await client.submit(snapshotSubmission('said-in-any-script')));
    await press(deployment, people.dataOne, id, 'deny', { reason: text });
    const { blocks } = await cardSaying(deployment, id, 'Denied by');
    // Plain text of rich text: Slack shows it letter by letter.
    const said = objectsIn(blocks)
      .filter(({ type }) => type === 'text')
      .map((object) => String(object.text));
    expect(said.filter((line) => line.includes(seen))).toHaveLength(1);
    const markup = objectsIn(blocks).filter(({ type }) => type === 'mrkdwn' || type === 'user');
    expect(JSON.stringify(markup)).not.toMatch(/<!|channel|bold|script/);
    expect(must(await client.get(id)).decision?.reason).toBe(text);
  });
});

/** Every object inside these blocks. */
const objectsIn = (value: unknown): Record<string, unknown>[] =>
  typeof value === 'object' && value !== null
    ? [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)]
    : [];

/** The text of each rich text element of this kind. */
const textsIn = (blocks: unknown, kind: string): string[] =>
  objectsIn(blocks)
    .filter(({ type }) => type === kind)
    .map(({ elements }) =>
      objectsIn(elements)
        .map(({ text }) => (typeof text === 'string' ? text : ''))
        .join(''),
    );

import { randomBytes } from 'node:crypto';
import type { Submission, WholeAction } from '@countersign/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personById } from '../../core/directory/directory.ts';
import { undescribed } from '../support/described-api.ts';
import { must } from '../support/driver.ts';
import {
  type Endpoint,
  type EndpointAnswer,
  everyAction,
  findRuled,
  openEndpoint,
} from '../support/endpoint.ts';

/**
 * Whatever its policies, people and account are: a deployment that does not do this is none of ours. What follows from a
 * click is not here but in `countersign doctor`, which waits for a real one: forging it would be forging an approval.
 */
let endpoint: Endpoint;
const actions: WholeAction[] = [];
beforeAll(async () => {
  endpoint = await openEndpoint();
  for await (const action of everyAction(endpoint.agent)) actions.push(action);
});
afterAll(() => endpoint.close());

const listed = (name: string): WholeAction => {
  const action = actions.find((one) => one.action === name);
  if (!action) throw new Error(`The deployment's catalog has no ${name}.`);
  return action;
};

/** The action that runs nothing: a request for it can stand anywhere, and each is one of its own. */
function selfTest(test = randomBytes(6).toString('hex')): Submission {
  const submission = endpoint.exampleOf(listed('countersign:selftest'));
  const resource = submission.resource.replace(/[^/]+$/, test);
  return { ...submission, resource, parameters: { test } };
}

const post = (submission: unknown, path = '/v1/requests') =>
  endpoint.send({ path, body: typeof submission === 'string' ? submission : JSON.stringify(submission) });
const slugOf = ({ text }: EndpointAnswer): string =>
  String((JSON.parse(text) as { type?: string }).type).replace('urn:countersign:problem:', '');

describe('who calls', () => {
  test('a call that nobody signed is turned away', async () => {
    const { status } = await endpoint.send({ method: 'GET', path: '/v1/actions', signed: 'not' });
    expect(status).toBe(403);
  });

  test('a body that was changed after it was signed is turned away', async () => {
    const body = JSON.stringify(selfTest());
    const { status } = await endpoint.send({ path: '/v1/evaluate', body, signed: 'over-another-body' });
    expect(status).toBe(403);
  });

  test('an agent acts in its own account, whatever it says', async () => {
    const { resource, ...rest } = selfTest();
    const elsewhere = resource.replace(`:${endpoint.account}:`, ':999999999999:');
    expect(await endpoint.agent.evaluate({ ...rest, resource: elsewhere })).toMatchObject({
      ok: false,
      problem: { status: 422, type: 'urn:countersign:problem:wrong-resource' },
    });
  });

  test('a request of somebody else is not there', async () => {
    expect(await endpoint.agent.get('f'.repeat(32))).toMatchObject({
      ok: false,
      problem: { status: 404, type: 'urn:countersign:problem:no-such-request' },
    });
  });
});

describe('a body that cannot be taken', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });

  test.each<[string, (good: Submission) => unknown, number, string]>([
    ['is not JSON', () => '{"action":', 400, 'not-json'],
    ['is a list', () => '[]', 400, 'not-json'],
    ['says who asks', (good) => ({ ...good, agent: 'another' }), 422, 'bad-field'],
    ['says who answers for it', (good) => ({ ...good, owner: 'me@example.com' }), 422, 'bad-field'],
    ['says where it is', (good) => ({ ...good, environment: 'dev' }), 422, 'bad-field'],
    [
      'has a key twice',
      () => '{"action":"countersign:selftest","action":"iam:CreateUser"}',
      422,
      'bad-field',
    ],
    ['has a prototype key', () => '{"__proto__":{"polluted":true}}', 422, 'bad-field'],
    ['is too deep', (good) => ({ ...good, parameters: nested(33) }), 422, 'bad-field'],
    ['is too long', (good) => ({ ...good, reason: 'x'.repeat(400_000) }), 413, 'too-large'],
    [
      'names an unknown action',
      (good) => ({ ...good, action: 'rds:CreateEverything' }),
      422,
      'unknown-action',
    ],
    ['names no resource', (good) => ({ ...good, resource: 'orders' }), 422, 'wrong-resource'],
    [
      'names another resource',
      (good) => ({ ...good, resource: `${good.resource}-2` }),
      422,
      'wrong-resource',
    ],
    [
      'has a parameter too many',
      ({ parameters, ...good }) => ({ ...good, parameters: { ...parameters, more: 1 } }),
      422,
      'bad-field',
    ],
  ])('%s', async (_, change, status, slug) => {
    for (const path of ['/v1/requests', '/v1/evaluate']) {
      const answer = await post(change(selfTest()), path);
      expect([answer.status, slugOf(answer)]).toEqual([status, slug]);
    }
  });

  test('has a value with several spellings, and not the one that counts', async () => {
    const open = endpoint.exampleOf(listed('ec2:AuthorizeSecurityGroupIngress'));
    const spelled = JSON.stringify(open).replace(/\d+\.\d+\.\d+\.\d+\/\d+/g, '10.0.0.0/0');
    expect(spelled).toContain('10.0.0.0/0');
    const answer = await post(spelled, '/v1/evaluate');
    expect([answer.status, slugOf(answer)]).toEqual([422, 'bad-field']);
  });
});

describe('policy', () => {
  test('rules on every action of the catalog, in this account, as the API is described', async () => {
    const wrong: string[] = [];
    for (const action of actions) {
      const { status, text, contentType } = await post(endpoint.exampleOf(action), '/v1/evaluate');
      if (status !== 200) wrong.push(`${action.action} ${status} ${text}`);
      const answer = { statusCode: status, headers: { 'content-type': contentType }, body: text };
      wrong.push(...undescribed('POST /v1/evaluate', answer));
    }
    expect(actions.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  test('lets pass what it allows, for whoever is to run it and for nobody else', async ({ skip }) => {
    const { agent } = endpoint;
    const allowed = await findRuled(endpoint, 'allow');
    if (!allowed) return skip('The policies of this deployment allow no example of the catalog.');
    const { id, digest, state, run } = must(await agent.submit(allowed));
    expect(state).toBe('allowed');
    expect(await agent.run(id, { digest: '0'.repeat(64) })).toMatchObject({ ok: false });
    if (run === 'agent') return;
    // Nothing runs here: that it runs where it is called for, test/e2e/execution.slow.test.ts shows.
    expect(await agent.start(id, digest)).toMatchObject({
      ok: false,
      problem: { status: 409, type: 'urn:countersign:problem:other-run' },
    });
  });

  test('refuses what it forbids, and says by which policies', async ({ skip }) => {
    const forbidden = await findRuled(endpoint, 'refuse');
    if (!forbidden) return skip('The policies of this deployment refuse no example of the catalog.');
    const answer = await post(forbidden);
    expect([answer.status, slugOf(answer)]).toEqual([403, 'refused']);
    const { id, policies } = JSON.parse(answer.text) as { id: string; policies: unknown };
    expect(policies).toBeInstanceOf(Array);
    expect(await endpoint.agent.start(id, '0'.repeat(64))).toMatchObject({ ok: false });
  });
});

describe('a request that people are asked about', () => {
  test('runs nothing before, is one however often it is made, and is over when it is taken back', async ({
    skip,
  }) => {
    const { agent } = endpoint;
    const [wish, key] = [selfTest(), randomBytes(8).toString('hex')];
    const ruled = must(await agent.evaluate(wish));
    if (ruled.decision !== 'review')
      return skip(
        'No policy of this deployment asks people about countersign:selftest: see policies/self-test.cedar.',
      );

    const { id, state, digest } = must(await agent.submit(wish, key));
    expect([state, digest]).toEqual(['pending', ruled.digest]);
    expect(await agent.start(id, digest)).toMatchObject({ ok: false, problem: { status: 409 } });
    expect(must(await agent.submit(wish)).id).toBe(id);
    expect(must(await agent.submit(wish, key)).id).toBe(id);
    expect(await agent.submit(selfTest(), key)).toMatchObject({
      ok: false,
      problem: { status: 409, type: 'urn:countersign:problem:key-reused' },
    });
    expect(must(await agent.wait(id, 1))).toMatchObject({ state: 'pending', approvals: { given: 0 } });

    expect(must(await agent.withdraw(id)).state).toBe('withdrawn');
    expect(must(await agent.get(id)).state).toBe('withdrawn');
    expect(await agent.start(id, digest)).toMatchObject({ ok: false, problem: { status: 409 } });
  });

  test('is decided by a person who is asked, and not by one who answers for the agent', async ({ skip }) => {
    const { agent, here } = endpoint;
    if (!here) return skip('Here a click would be forged. countersign doctor waits for a real one.');
    const { directory } = here;
    const owner = personById(directory, directory.agents[0]?.owners[0] ?? '');
    const asked = directory.people.find(({ groups, id }) => groups.includes('approvers') && id !== owner?.id);
    const { id, digest } = must(await agent.submit(selfTest()));

    await here.person(owner?.id ?? '').click(id, 'approve');
    expect(must(await agent.get(id))).toMatchObject({ state: 'pending', approvals: { given: 0 } });
    await here.person(asked?.id ?? '').click(id, 'approve');
    expect(must(await agent.wait(id, 25)).state).toBe('approved');

    expect(await agent.start(id, '0'.repeat(64))).toMatchObject({ ok: false, problem: { status: 422 } });
    const { ticket } = must(await agent.start(id, digest));
    expect(await agent.start(id, digest)).toMatchObject({ ok: false, problem: { status: 409 } });
    const outcome = { status: 'failed', digest, detail: 'A test: nothing ran.' } as const;
    const forged = `${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`;
    expect(await agent.report(id, { ...outcome, ticket: forged })).toMatchObject({
      ok: false,
      problem: { status: 403 },
    });
    expect(must(await agent.report(id, { ...outcome, ticket })).state).toBe('failed');
  });
});

describe('the address of Slack', () => {
  const path = process.env.COUNTERSIGN_SLACK_PATH ?? '/slack/interactions';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = `payload=${encodeURIComponent(JSON.stringify({ type: 'block_actions', actions: [] }))}`;

  test.each([
    ['nobody has signed', {}],
    [
      'somebody has signed who does not know the secret',
      {
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)),
        'x-slack-signature': `v0=${'0'.repeat(64)}`,
      },
    ],
  ])('takes nothing that %s', async (_, headers) => {
    const { status } = await endpoint.send({ path, body, headers: { ...form, ...headers }, signed: 'not' });
    // 404 where the settings give it a path that nobody can guess.
    expect([401, 404]).toContain(status);
  });
});

import { describe, expect, it } from 'vitest';
import { agentEvent, etlArn, releaseArn } from '../support/given/agent-event.ts';
import { submissions } from '../support/given/catalog.ts';
import { agentNamed, directory, people } from '../support/given/directory.ts';
import { invoke } from '../support/given/lambda.ts';
import { allow, review } from '../support/given/rulings.ts';
import {
  channel,
  clickPayload,
  formOf,
  signatureOf,
  signingSecret,
  slackEvent,
} from '../support/given/slack-event.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../support/memory-system.ts';

const output = capturedOutput();

describe('a body that claims what is not its to say', () => {
  it.each([
    ['account', '777788889999'],
    ['environment', 'dev'],
    ['region', 'us-east-1'],
    ['agent', 'release'],
    ['owner', 'nobody@example.com'],
    ['owners', []],
    ['identity', releaseArn()],
    ['role', 'arn:aws:iam::111122223333:role/admin'],
    ['session', 'somebody'],
    ['userArn', releaseArn()],
    ['requestContext', { authorizer: { iam: { userArn: releaseArn() } } }],
    ['groups', ['admins']],
    ['digest', '0'.repeat(64)],
    ['state', 'approved'],
    ['ruling', allow],
    ['context', { environment: 'dev' }],
    ['stated', { environment: 'dev' }],
  ])('with %s is refused by that name, and leaves nothing behind', async (field, value) => {
    const system = memorySystem();
    const { status, body } = await system.submit({ ...submissions.remove(), [field]: value });
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:bad-field', field: `/${field}` });
    expect(system.requests.written).toEqual([]);
    expect(system.slots.heldBy('etl')).toEqual([]);
  });

  it('in its words changes nothing but its words', async () => {
    const lie = 'I am agent release in account 777788889999 (dev), owned by nobody. {"environment":"dev"}';
    const seen: unknown[] = [];
    const system = memorySystem({
      ruleOn: (facts) => {
        seen.push(facts);
        return facts.environment === 'dev' ? allow : review();
      },
    });
    const plain = await system.submit(submissions.remove());
    await system.withdraw(plain.body.id);
    const said = { ...submissions.remove(), reason: lie, ticket: 'dev', model: 'dev', conversation: lie };
    const { status } = await system.submit(said);
    expect(status).toBe(202);
    const [facts, factsWithLies] = seen as [{ stated: unknown }, { stated: unknown }];
    expect({ ...factsWithLies, stated: null }).toEqual({ ...facts, stated: null });
    expect(factsWithLies.stated).toEqual({ reason: lie, ticket: 'dev', model: 'dev', conversation: lie });
    expect(system.requests.written.at(-1)?.request).toMatchObject({
      agent: { id: 'etl', session: 'nightly-run', owners: [people.owner.id] },
      account: '111122223333',
      environment: 'prod',
    });
  });

  it.each([
    ['of another account', 'arn:aws:rds:eu-central-1:777788889999:db:orders'],
    ['of another name', 'arn:aws:rds:eu-central-1:111122223333:db:invoices'],
    ['of another service', 'arn:aws:ec2:eu-central-1:111122223333:db:orders'],
    ['of a wildcard', 'arn:aws:rds:eu-central-1:111122223333:db:*'],
    ['of no account', 'arn:aws:rds:eu-central-1::db:orders'],
    ['in other letters', 'arn:aws:rds:eu-central-1:111122223333:db:Orders'],
    ['that is not an ARN', 'orders'],
    ['that is nothing', ''],
  ])('names a resource %s: 422 names the field', async (_, resource) => {
    const system = memorySystem({ ruleOn: () => allow });
    const { status, body } = await system.submit({ ...submissions.remove(), resource });
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:wrong-resource', field: '/resource' });
    expect(JSON.stringify(body)).not.toContain('undefined');
    expect(system.requests.written).toEqual([]);
  });

  it('names another account: only one that people gave the agent, and never by leaving it out', async () => {
    const agents = [{ ...agentNamed('etl'), accounts: ['777788889999'] }];
    const system = memorySystem({ directory: directory({ agents }), ruleOn: () => review() });
    const inAccount = (account: string) => ({
      ...submissions.remove(),
      resource: `arn:aws:rds:eu-central-1:${account}:db:orders`,
    });
    expect((await system.submit(inAccount('777788889999'))).body).toMatchObject({ environment: 'dev' });
    expect((await system.submit(inAccount('111122223333'))).body).toMatchObject({ environment: 'prod' });
    expect((await system.submit(inAccount('444455556666'))).status).toBe(422);
    const bucket = { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::exports', reason: 'It is empty.' };
    expect((await system.submit({ ...bucket, parameters: { Bucket: 'exports' } })).status).toBe(422);
  });

  it('in headers and query counts no more than in the body', async () => {
    const system = memorySystem();
    const { body } = await system.submit(submissions.remove(), {
      headers: { 'x-amzn-iam-user-arn': releaseArn(), 'x-environment': 'dev', 'x-forwarded-for': '10.0.0.1' },
      query: { agent: 'release', environment: 'dev' },
    });
    expect(await system.requests.get(body.id)).toMatchObject({ agent: { id: 'etl' }, environment: 'prod' });
  });
});

describe('a caller', () => {
  it.each([
    ['is a user', 'arn:aws:iam::111122223333:user/etl-agent'],
    ['is the root', 'arn:aws:iam::111122223333:root'],
    ['is federated', 'arn:aws:sts::111122223333:federated-user/etl-agent'],
    ['is a role of nobody', 'arn:aws:sts::111122223333:assumed-role/somebody/run'],
    ['has the role in another account', 'arn:aws:sts::444455556666:assumed-role/etl-agent/run'],
    ['has a role that only starts so', 'arn:aws:sts::111122223333:assumed-role/etl-agent-2/run'],
    ['has a role in other letters', 'arn:aws:sts::111122223333:assumed-role/ETL-AGENT/run'],
    ['says its ARN twice', `${etlArn},${etlArn}`],
    ['says nothing', ''],
  ])('who %s is not an agent', async (_, as) => {
    const system = memorySystem({ ruleOn: () => allow });
    for (const route of [
      'POST /v1/requests',
      'POST /v1/evaluate',
      'GET /v1/actions',
      'GET /v1/actions/{service}/{operation}',
      'GET /v1/requests/{id}',
    ]) {
      const { status, body } = await system.call({ route, as, body: submissions.look, id: '0'.repeat(32) });
      expect(status).toBe(403);
      expect(body).toMatchObject({ type: 'urn:countersign:problem:unknown-agent' });
    }
    expect(system.requests.written).toEqual([]);
  });

  it('whom IAM has not proved is nobody, and reaches nothing', async () => {
    const system = memorySystem({ ruleOn: () => allow });
    for (const authorizer of [
      undefined,
      null,
      {},
      { iam: null },
      { iam: {} },
      { jwt: { claims: { sub: etlArn } } },
    ]) {
      const event = agentEvent({ route: 'POST /v1/requests', body: submissions.look });
      Object.assign(event.requestContext, { authorizer });
      const answer = await invoke(system.api, event);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    }
    expect(system.requests.written).toEqual([]);
  });

  it('sees, withdraws and reports its own requests alone: another’s do not exist', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const as = releaseArn();
    const unknown = await system.call({ route: 'GET /v1/requests/{id}', id: 'f'.repeat(32), as });
    for (const call of [
      { route: 'GET /v1/requests/{id}' },
      { route: 'POST /v1/requests/{id}/withdraw' },
      { route: 'POST /v1/requests/{id}/start', body: { digest: request.digest } },
      {
        route: 'POST /v1/requests/{id}/outcome',
        body: { status: 'done', digest: request.digest, ticket: 'guessed' },
      },
    ]) {
      const answer = await system.call({ ...call, id: request.id, as });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(unknown.body);
    }
    expect(system.requests.written).toHaveLength(1);
  });

  it.each(['', '../x', 'request', 'F'.repeat(32), '0'.repeat(31), `${'0'.repeat(32)}\n`, '%00', '__proto__'])(
    'who asks for %j asks for no request, and the table is not even read',
    async (id) => {
      const system = memorySystem();
      const reads: string[] = [];
      system.outage.strike = (call) => void reads.push(call);
      expect((await system.watch(id)).status).toBe(404);
      expect((await system.withdraw(id)).status).toBe(404);
      expect((await system.report(id, 'started', '0'.repeat(64))).status).toBe(404);
      expect(reads).toEqual([]);
    },
  );
});

describe('a call to the Slack route', () => {
  const now = (system: MemorySystem) => system.clock.nowSeconds();

  async function clickOn(system: MemorySystem) {
    const request = await system.asked(submissions.remove());
    const click = { user: people.securityOne.handles.slack, choice: 'approve', ts: '1.1' } as const;
    return { request, body: formOf(clickPayload({ ...click, request: request.id, digest: request.digest })) };
  }

  const signedAt = (body: string, timestamp: string, secret?: string) => ({
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(body, timestamp, secret),
  });

  type Attack = (body: string, now: number) => { body?: string; headers: Record<string, string> };
  const attacks: [string, Attack][] = [
    ['unsigned', () => ({ headers: {} })],
    ['without a signature', (_, at) => ({ headers: { 'x-slack-request-timestamp': `${at}` } })],
    ['without a time', (body, at) => ({ headers: { 'x-slack-signature': signatureOf(body, `${at}`) } })],
    ['signed with another secret', (body, at) => ({ headers: signedAt(body, `${at}`, 'another secret') })],
    ['signed with no secret', (body, at) => ({ headers: signedAt(body, `${at}`, '') })],
    ['301 seconds old', (body, at) => ({ headers: signedAt(body, `${at - 301}`) })],
    ['301 seconds early', (body, at) => ({ headers: signedAt(body, `${at + 301}`) })],
    ['of a time that is none', (body) => ({ headers: signedAt(body, 'now') })],
    ['of an empty time', (body) => ({ headers: signedAt(body, '') })],
    ['of a time in hex', (body, at) => ({ headers: signedAt(body, `0x${at.toString(16)}`) })],
    ['of a time with spaces', (body, at) => ({ headers: signedAt(body, ` ${at}`) })],
    ['of a time with an exponent', (body, at) => ({ headers: signedAt(body, `${at / 10}e1`) })],
    [
      'replayed with a changed body',
      (body, at) => ({
        headers: signedAt(body, `${at}`),
        body: body.replace(people.securityOne.handles.slack, people.securityTwo.handles.slack),
      }),
    ],
    [
      'replayed with more after it',
      (body, at) => ({ headers: signedAt(body, `${at}`), body: `${body}&x=1` }),
    ],
    [
      'replayed with a new time',
      (body, at) => ({
        headers: { ...signedAt(body, `${at - 400}`), 'x-slack-request-timestamp': `${at}` },
      }),
    ],
    [
      'with the signature cut',
      (body, at) => ({ headers: { ...signedAt(body, `${at}`), 'x-slack-signature': 'v0=' } }),
    ],
    [
      'with two signatures',
      (body, at) => ({
        headers: {
          ...signedAt(body, `${at}`),
          'x-slack-signature': `${signatureOf(body, `${at}`)},${signatureOf(body, `${at}`)}`,
        },
      }),
    ],
    [
      'with the signature in capitals',
      (body, at) => ({
        headers: {
          ...signedAt(body, `${at}`),
          'x-slack-signature': signatureOf(body, `${at}`).toUpperCase(),
        },
      }),
    ],
  ];

  it.each(attacks)('%s is 401, moves nothing, and is logged without its content', async (_, attack) => {
    const system = memorySystem();
    const { request, body } = await clickOn(system);
    const attacked = attack(body, now(system));
    const answer = await invoke(
      system.slack,
      slackEvent({ body: attacked.body ?? body, nowSeconds: now(system), headers: attacked.headers }),
    );
    expect(answer).toEqual({ statusCode: 401 });
    expect(system.recordsOf(request.id)).toHaveLength(1);
    expect(system.messenger.privateReplies).toEqual([]);
    const refusal = output.lines().find(({ message }) => String(message).includes('not signed by Slack'));
    expect(refusal).toMatchObject({ level: 'WARN', sourceIp: '192.0.2.7' });
    for (const secret of [people.securityOne.handles.slack, request.digest, signingSecret, 'payload', 'v0='])
      expect(JSON.stringify(refusal)).not.toContain(secret);
  });

  it.each([300, -300, 0])('signed %i seconds ago by Slack is heard', async (age) => {
    const system = memorySystem();
    const { request, body } = await clickOn(system);
    const headers = signedAt(body, `${now(system) - age}`);
    const answer = await invoke(system.slack, slackEvent({ body, nowSeconds: now(system), headers }));
    expect(answer).toEqual({ statusCode: 200 });
    expect(await system.stateOf(request.id)).toBe('approved');
  });

  it('that API Gateway hands over as base64 is checked as the bytes that came', async () => {
    const system = memorySystem();
    const { request, body } = await clickOn(system);
    const event = slackEvent({ body, nowSeconds: now(system), base64: true });
    expect(await invoke(system.slack, event)).toEqual({ statusCode: 200 });
    expect(await system.stateOf(request.id)).toBe('approved');
    const plain = { ...event, isBase64Encoded: false };
    expect(await invoke(system.slack, plain)).toEqual({ statusCode: 401 });
  });

  it('delivered again by Slack is the same vote', async () => {
    const system = memorySystem();
    const { request, body } = await clickOn(system);
    const event = slackEvent({ body, nowSeconds: now(system) });
    for (let delivery = 0; delivery < 3; delivery += 1) await invoke(system.slack, event);
    await system.settle();
    expect(system.recordsOf(request.id).filter(({ change }) => change.type === 'voted')).toHaveLength(1);
  });

  it.each([
    ['no form', 'hello'],
    ['no JSON', 'payload=%7B'],
    ['no object', 'payload=7'],
    [
      'no button of ours',
      formOf({ ...clickPayload(aClick()), actions: [{ action_id: 'other', value: 'x' }] }),
    ],
    ['no value on the button', formOf({ ...clickPayload(aClick()), actions: [{ action_id: 'approve' }] })],
    ['another kind of call', formOf({ type: 'view_submission', user: { id: 'U0SECONE' } })],
    ['an id that is none', formOf(clickPayload({ ...aClick(), request: '../../x' }))],
    ['a digest that is none', formOf(clickPayload({ ...aClick(), digest: '*' }))],
  ])('that is signed but holds %s moves nothing, and is no crash', async (_, body) => {
    const system = memorySystem();
    await system.asked(submissions.remove());
    const { statusCode } = await invoke(system.slack, slackEvent({ body, nowSeconds: now(system) }));
    expect([200, 400]).toContain(statusCode);
    expect(system.requests.written).toHaveLength(1);
  });

  it('cannot say who presses in any other place than Slack’s own', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const payload = {
      ...clickPayload({ ...aClick(), user: 'U0STRANGER', request: request.id, digest: request.digest }),
      user_id: people.securityOne.handles.slack,
      person: people.securityOne.id,
      email: people.securityOne.id,
    };
    Object.assign(payload.user, { email: people.securityOne.id, name: 'security.one' });
    await invoke(system.slack, slackEvent({ body: formOf(payload), nowSeconds: now(system) }));
    expect(await system.stateOf(request.id)).toBe('pending');
    expect(system.messenger.privateReplies).toMatchObject([{ handle: 'U0STRANGER' }]);
  });

  it('posts nothing anywhere but where the card is', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click('U0STRANGER', 'approve', request);
    expect(await system.cards.list(request.id)).toMatchObject([
      { door: 'slack', ref: `${channel}/1767614400.000001` },
      { door: 'terminal' },
    ]);
  });
});

function aClick() {
  return {
    user: 'U0SECONE',
    choice: 'approve',
    request: '0'.repeat(32),
    digest: '0'.repeat(64),
    ts: '1.1',
  } as const;
}

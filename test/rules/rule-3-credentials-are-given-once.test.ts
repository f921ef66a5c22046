import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { etlArn, releaseArn } from '../support/given/agent-event.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { allow, refuse, review, ruleBy } from '../support/given/rulings.ts';
import { secretMark } from '../support/memory-grants.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type Answer, type MemorySystem, memorySystem } from '../support/memory-system.ts';

const output = capturedOutput();
const security = people.securityOne.id;

const read = (Key = '2026/01/31.json') => ({
  action: 's3:GetObject',
  resource: `arn:aws:s3:::shop-receipts/${Key}`,
  parameters: { Bucket: 'shop-receipts', Key },
  reason: 'The receipt of a customer who calls.',
});
const ruleOn = ruleBy({
  's3:GetObject': review({ run: 'credentials' }),
  'dynamodb:DescribeTable': { ...allow, run: 'credentials' },
  'rds:DeleteDBInstance': review({ run: 'countersign' }),
  'rds:DescribeDBInstances': { ...allow, run: 'agent' },
  'rds:DeleteDBCluster': refuse,
});

let system: MemorySystem;
beforeEach(() => {
  system = memorySystem({ ruleOn });
});

interface Asked {
  id: string;
  digest: string;
  token: string;
}

async function asked(body: object = read(), as = etlArn): Promise<Asked> {
  const { body: answer } = await system.submit(body, { as });
  await system.settle();
  return { id: answer.id, digest: answer.digest, token: String(answer.token) };
}

async function approved(body?: object, as?: string): Promise<Asked> {
  const request = await asked(body, as);
  await system.click(security, 'approve', request);
  await system.settle();
  return request;
}

const ask = ({ id, digest }: Asked, body: object = {}, as = etlArn): Promise<Answer> =>
  system.credentials(id, { digest, ...body }, { as });
const slugOf = ({ body }: Answer): string => String(body.type).replace('urn:countersign:problem:', '');
const sessionOf = (name: string): string => etlArn.replace(/[^/]+$/, name);

const keyOf = ({ credentials }: Answer['body']): string =>
  (credentials as { accessKeyId: string }).accessKeyId;

/** Everything that is stored, streamed, sealed, published, shown or logged, as one text. */
const keptBy = (of: MemorySystem): string =>
  JSON.stringify([
    of.requests.written,
    of.streamedFrom(0),
    [...of.sealed],
    of.published,
    of.messenger.cards.size > 0 ? [...of.messenger.cards.values()] : [],
    of.messenger.privateReplies,
    of.messenger.notified,
    [...of.grants.policies],
    output.text(),
  ]);

async function expectRefused(answer: Answer, status: number, slug: string): Promise<void> {
  expect([answer.status, slugOf(answer)]).toEqual([status, slug]);
  expect(JSON.stringify(answer)).not.toContain(secretMark);
}

describe('credentials for what was approved', () => {
  it('are given once, for this object and for a quarter of an hour', async () => {
    const request = await approved();
    const { status, body } = await ask(request);
    expect([status, body.state]).toEqual([200, 'started']);
    expect(body.credentials).toMatchObject({
      secretAccessKey: `${secretMark}-key-0001`,
      expiresAt: '2026-01-05T12:15:00.000Z',
    });
    expect(system.grants.sessions).toEqual([
      {
        roleArn: 'arn:aws:iam::111122223333:role/grant',
        name: `countersign-${request.id}`,
        policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::shop-receipts/2026/01/31.json',
              Condition: { DateLessThan: { 'aws:CurrentTime': '2026-01-05T12:15:00Z' } },
            },
          ],
        },
        tags: expect.objectContaining({ request: request.id, agent: 'etl', digest: request.digest }),
      },
    ]);
    expect(system.recordsOf(request.id).at(-1)).toMatchObject({
      state: 'started',
      actor: { kind: 'agent', id: 'etl', session: 'nightly-run' },
      change: { type: 'granted', accessKeyId: 'ASIAGRANTED000000001' },
    });
  });

  it('are given for what policy allowed by itself', async () => {
    const request = await asked({
      action: 'dynamodb:DescribeTable',
      resource: 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers',
      parameters: { TableName: 'customers' },
      reason: 'Looking.',
    });
    expect((await ask(request)).status).toBe(200);
  });

  it('are not given a second time, and no second session is made', async () => {
    const request = await approved();
    await ask(request);
    for (let again = 0; again < 3; again += 1) await expectRefused(await ask(request), 409, 'approval-used');
    await expectRefused(
      await ask(request, { token: request.token }, sessionOf('another')),
      409,
      'approval-used',
    );
    expect(system.grants.sessions).toHaveLength(1);
  });

  it('are given to one, however many ask at the same moment', async () => {
    const request = await approved();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(request)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => 'credentials' in body)).toHaveLength(1);
    const written = system.recordsOf(request.id).filter(({ change }) => change.type === 'granted');
    expect(written).toHaveLength(1);
    for (const { body } of answers.filter(({ status }) => status === 200))
      expect(written[0]?.change).toMatchObject({ accessKeyId: keyOf(body) });
  });
});

describe('nobody else gets them', () => {
  it('not another session without the token, nor one with another token', async () => {
    const request = await approved();
    const another = sessionOf('another');
    await expectRefused(await ask(request, {}, another), 403, 'other-session');
    await expectRefused(await ask(request, { token: 'token-0' }, another), 403, 'other-session');
    // A wrong one is no mistake to be passed over, whoever sends it.
    await expectRefused(await ask(request, { token: 'token-0' }), 403, 'other-session');
    expect(system.grants.sessions).toEqual([]);
    expect((await ask(request, { token: request.token }, another)).status).toBe(200);
  });

  it('not a session that joined, for it asked for the approval and not for this', async () => {
    const request = await asked();
    await system.submit(read(), { as: sessionOf('joined') });
    await system.click(security, 'approve', request);
    await expectRefused(await ask(request, {}, sessionOf('joined')), 403, 'other-session');
  });

  it('not the session of somebody who voted, whatever it holds', async () => {
    const request = await approved();
    const theirs = sessionOf(security);
    await expectRefused(await ask(request, { token: request.token }, theirs), 403, 'own-approval');
    await expectRefused(await ask(request, {}, theirs), 403, 'own-approval');
  });

  it('not another agent, for whom the request does not exist', async () => {
    const request = await approved();
    await expectRefused(await ask(request, { token: request.token }, releaseArn()), 404, 'no-such-request');
  });

  it('not for another digest, nor for other parameters', async () => {
    const request = await approved();
    await expectRefused(await ask(request, { digest: '0'.repeat(64) }), 422, 'other-digest');
    const other = { Bucket: 'shop-receipts', Key: 'others.json' };
    await expectRefused(await ask(request, { parameters: other }), 422, 'other-digest');
    expect(system.grants.sessions).toEqual([]);
    expect(await system.stateOf(request.id)).toBe('approved');
  });

  it('not before people have decided, nor when they said no', async () => {
    const request = await asked();
    await expectRefused(await ask(request), 409, 'wrong-state');
    await system.click(security, 'deny', request);
    await expectRefused(await ask(request), 409, 'wrong-state');
  });

  it('not after the window, which lapses then', async () => {
    const request = await approved();
    system.clock.pass(3_600);
    await expectRefused(await ask(request), 409, 'approval-lapsed');
    await expectRefused(await ask(request), 409, 'approval-lapsed');
    expect(await system.stateOf(request.id)).toBe('lapsed');
    expect(system.grants.sessions).toEqual([]);
  });

  it('not for what policy has run in another way', async () => {
    const countersigns = await approved(submissions.remove());
    if ((await system.stateOf(countersigns.id)) === 'approved')
      await expectRefused(await ask(countersigns), 409, 'other-run');
    const agents = await asked(submissions.look);
    await expectRefused(await ask(agents), 409, 'other-run');
    expect(system.grants.sessions).toEqual([]);
  });

  it('not for what was changed in the table, and the request is over', async () => {
    const request = await approved();
    const { get } = system.requests;
    system.ports.requests.get = async (id) => {
      const stored = await get(id);
      return stored && { ...stored, parameters: { ...stored.parameters, Key: 'others.json' } };
    };
    await expectRefused(await ask(request), 409, 'run-failed');
    expect(system.grants.sessions).toEqual([]);
    expect(await get(request.id)).toMatchObject({ state: 'failed', failure: { code: 'digest-differs' } });
  });
});

describe('a request whose agent gets credentials', () => {
  it('cannot be started, run or reported in any other way', async () => {
    const { id, digest } = await approved();
    await expectRefused(await system.start(id, digest), 409, 'other-run');
    const run = await system.call({ route: 'POST /v1/requests/{id}/run', id, body: { digest } });
    await expectRefused(run, 409, 'other-run');
    expect((await system.report(id, 'done', digest)).status).toBe(409);
    expect(await system.stateOf(id)).toBe('approved');
  });

  it('is reported by nobody afterwards: it has no ticket', async () => {
    const request = await approved();
    await ask(request);
    await expectRefused(await system.report(request.id, 'done', request.digest), 403, 'other-ticket');
  });

  it('is refused at submit where no credentials could be held to it', async () => {
    const answer = await system.submit({
      ...read(),
      parameters: { ...read().parameters, VersionId: 'v1' },
    });
    await expectRefused(answer, 422, 'cannot-run');
  });
});

describe('what breaks on the way', () => {
  it('that AWS refuses ends the request, with its code, and nobody tries again', async () => {
    const request = await approved();
    system.grants.refuse = { ok: false, code: 'PackedPolicyTooLarge', detail: 'Too much.' };
    await expectRefused(await ask(request), 409, 'run-failed');
    expect(await system.requests.get(request.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'PackedPolicyTooLarge' },
    });
    system.grants.refuse = undefined;
    await expectRefused(await ask(request), 409, 'approval-used');
  });

  it('gives at most one answer with credentials, and only after it was written, at whatever moment it strikes', async () => {
    let given = 0;
    for (let moment = 1; ; moment += 1) {
      system = memorySystem({ ruleOn });
      const request = await approved();
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const first = await ask(request);
      system.outage.strike = () => {};
      const answers = [first, await ask(request), await ask(request)];
      const withThem = answers.filter(({ body }) => 'credentials' in body);
      expect(withThem.length, strike.struck).toBeLessThanOrEqual(1);
      given += withThem.length;
      expect(await system.stateOf(request.id), strike.struck).toBe('started');
      const written = await system.requests.get(request.id);
      for (const { body } of withThem) expect(written).toMatchObject({ accessKeyId: keyOf(body) });
      if (strike.struck === undefined) break;
    }
    expect(given).toBeGreaterThan(3);
  });
});

describe('the secret parts', () => {
  it('stand in no item, record, card, event or log, in whatever order things happen', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ask', 'again', 'another', 'revoke', 'pass', 'report'), {
          minLength: 1,
          maxLength: 8,
        }),
        async (steps) => {
          system = memorySystem({ ruleOn });
          const request = await approved();
          for (const step of steps) {
            if (step === 'ask' || step === 'again') {
              const { body } = await ask(request);
              if ('credentials' in body) seen += 1;
            }
            if (step === 'another') await ask(request, {}, sessionOf('another'));
            if (step === 'revoke') await system.pressRevoke(security, request);
            if (step === 'pass') await system.pass(901);
            if (step === 'report') await system.report(request.id, 'done', request.digest);
            await system.settle();
          }
          expect(keptBy(system)).not.toContain(secretMark);
        },
      ),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(10);
  });
});

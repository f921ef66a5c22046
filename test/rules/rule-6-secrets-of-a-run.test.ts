import { describe, expect, it } from 'vitest';
import { cardBlocks, cardText } from '../../adapters/slack/card.ts';
import type { RuleOn } from '../../core/policy/ruling.ts';
import { people } from '../support/given/directory.ts';
import { allow, review } from '../support/given/rulings.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type Answer, type MemorySystem, memorySystem } from '../support/memory-system.ts';

const output = capturedOutput();

const security = people.securityOne.id;
const peopleDecide: RuleOn = () => review({ run: 'countersign' });
const policyAllows: RuleOn = () => ({ ...allow, run: 'countersign' });
const sessionArn = (name: string) => `arn:aws:sts::111122223333:assumed-role/etl-agent/${name}`;

const password = 'correct-Horse-battery-7-staple';
const login = {
  action: 'iam:CreateLoginProfile',
  resource: 'arn:aws:iam::111122223333:user/build-bot',
  parameters: { UserName: 'build-bot', Password: password, PasswordResetRequired: true },
  reason: 'Somebody takes over the build.',
};

const secretKey = 'wJalrXUtnFEMI+K7MDENG+bPxRfiCYzzzzzzzzzz';
const key = {
  action: 'iam:CreateAccessKey',
  resource: 'arn:aws:iam::111122223333:user/build-bot',
  parameters: { UserName: 'build-bot' },
  reason: 'The old key is turned.',
};
const newKey = {
  kind: 'done' as const,
  result: {
    AccessKey: { UserName: 'build-bot', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: secretKey },
  },
  requestId: 'aws-request-1',
};

/** Everything that leaves us or stays written, as one text. */
const everythingOf = (system: MemorySystem, answers: readonly unknown[]): string =>
  JSON.stringify({
    answers,
    requests: system.requests.written,
    streamed: system.streamedFrom(0),
    sealed: [...system.sealed],
    published: system.published,
    privateReplies: system.messenger.privateReplies,
    notified: system.messenger.notified,
    cards: system.requests.written.map(({ request }) => [cardText(request), cardBlocks(request, [])]),
    output: output.text(),
  });

function expectNone(text: string, secrets: readonly string[], why?: string): void {
  for (const secret of secrets) {
    expect(text, why).not.toContain(secret);
    expect(text, why).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
    expect(text, why).not.toContain(encodeURIComponent(secret));
  }
}

async function approved(system: MemorySystem, submission: unknown): Promise<Answer> {
  const submitted = await system.submit(submission);
  await system.settle();
  await system.click(security, 'approve', submitted.body);
  await system.settle();
  return submitted;
}

describe('parameters that are hidden', () => {
  it('wait for their agent, who presents them again, and are stored nowhere', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const submitted = await approved(system, login);
    const { id, digest } = submitted.body;
    expect(system.target.calls).toEqual([]);
    const waiting = await system.watch(id);
    expect(waiting.body).toMatchObject({ state: 'approved', needsRun: true });

    const without = await system.runNow(id, digest);
    expect(without).toMatchObject({
      status: 422,
      body: { type: 'urn:countersign:problem:other-digest', field: '/parameters' },
    });
    const ran = await system.runNow(id, digest, { parameters: login.parameters });
    expect(ran.status).toBe(200);
    expect(system.target.calls).toMatchObject([{ parameters: login.parameters }]);
    await system.pass(60);
    const everything = everythingOf(system, [submitted, waiting, without, ran, await system.watch(id)]);
    expect(everything).toContain('[hidden: a password]');
    expectNone(everything, [password]);
  });

  it.each([
    ['another secret', { ...login.parameters, Password: `${password}x` }],
    ['what people are shown', { ...login.parameters, Password: '[hidden: a password]' }],
    ['something else besides', { ...login.parameters, PasswordResetRequired: false }],
    ['another name', { ...login.parameters, UserName: 'admin' }],
    ['nothing', {}],
  ])('are not run with %s, and the request stands', async (_, parameters) => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const { id, digest } = (await approved(system, login)).body;
    expect((await system.runNow(id, digest, { parameters })).status).toBe(422);
    expect(system.target.calls).toEqual([]);
    expect(await system.stateOf(id)).toBe('approved');
    expectNone(everythingOf(system, []), [password]);
    expect((await system.runNow(id, digest, { parameters: login.parameters })).status).toBe(200);
  });

  it('are in nothing either when things break, at whatever moment, and run once', async () => {
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem({ ruleOn: peopleDecide });
      const { id, digest } = (await approved(system, login)).body;
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const answers = [await system.runNow(id, digest, { parameters: login.parameters })];
      await system.pass(300);
      system.outage.strike = () => {};
      answers.push(await system.runNow(id, digest, { parameters: login.parameters }), await system.watch(id));
      expect(system.target.calls.length, strike.struck).toBeLessThan(2);
      expectNone(everythingOf(system, answers), [password], strike.struck);
      if (strike.struck === undefined) break;
    }
  });

  it('that AWS repeats in its refusal are not kept', async () => {
    const system = memorySystem({ ruleOn: policyAllows });
    system.target.answer = {
      kind: 'failed',
      code: 'PasswordPolicyViolation',
      message: `The password "${password}" is too simple: password=${password}`,
      requestId: 'aws-request-1',
    };
    const { body } = await system.submit(login);
    const answer = await system.runNow(body.id, body.digest, { parameters: login.parameters });
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:countersign:problem:run-failed' } });
    expect(await system.stateOf(body.id)).toBe('failed');
    expectNone(everythingOf(system, [answer, await system.watch(body.id)]), [password]);
  });

  it('are not taken from the workflow: it is told how the request stands', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const { id } = (await approved(system, login)).body;
    expect(await system.execute({ v: 1, requestId: id })).toEqual({ v: 1, state: 'approved' });
    expect(await system.execute({ v: 1, requestId: id, parameters: login.parameters })).toEqual({
      v: 1,
      state: 'approved',
    });
    expect(system.target.calls).toEqual([]);
  });
});

describe('an answer that is a secret', () => {
  const given = async (ruleOn: RuleOn = peopleDecide) => {
    const system = memorySystem({ ruleOn });
    system.target.answer = newKey;
    const submitted = await approved(system, key);
    const { id, digest } = submitted.body;
    return { system, id, digest, token: String(submitted.body.token), submitted };
  };

  it('goes to the session that asked, once, and stays nowhere', async () => {
    const { system, id, digest, submitted } = await given();
    expect(system.target.calls).toEqual([]);
    expect((await system.watch(id)).body).toMatchObject({ state: 'approved', needsRun: true });
    const ran = await system.runNow(id, digest);
    expect(ran).toMatchObject({ status: 200, body: { answer: newKey.result } });
    const again = await system.runNow(id, digest);
    expect(again.status).toBe(409);
    await system.pass(60);
    const watched = await system.watch(id);
    expect(watched.body).toMatchObject({ state: 'done' });
    expectNone(everythingOf(system, [submitted, again, watched]), [secretKey]);
    // The rest of it is there for people to see.
    expect(await system.requests.get(id)).toMatchObject({
      result: { value: { AccessKey: { SecretAccessKey: '[hidden: a secret in the answer of AWS]' } } },
    });
  });

  it('goes to another session with the token that the submission returned', async () => {
    const { system, id, digest, token } = await given();
    const as = sessionArn('the-next-run');
    expect(await system.runNow(id, digest, { as })).toMatchObject({
      status: 403,
      body: { type: 'urn:countersign:problem:other-session', field: '/token' },
    });
    for (const wrong of ['token-0', `${token}x`, token.toUpperCase(), 'f'.repeat(64)])
      expect((await system.runNow(id, digest, { as, token: wrong })).status).toBe(403);
    expect(system.target.calls).toEqual([]);
    expect(await system.runNow(id, digest, { as, token })).toMatchObject({
      status: 200,
      body: { answer: newKey.result },
    });
    expectNone(everythingOf(system, []), [secretKey]);
  });

  it('does not go to the session that asked with a token that is not its own', async () => {
    const { system, id, digest } = await given();
    expect((await system.runNow(id, digest, { token: 'another' })).status).toBe(403);
    expect(system.target.calls).toEqual([]);
  });

  it('never goes to a session of somebody who voted, with or without the token', async () => {
    const { system, id, digest, token } = await given();
    for (const session of ['security.one', 'SECURITY.ONE@example.com'])
      for (const more of [{}, { token }])
        expect(await system.runNow(id, digest, { as: sessionArn(session), ...more })).toMatchObject({
          status: 403,
          body: { type: 'urn:countersign:problem:own-approval' },
        });
    expect(system.target.calls).toEqual([]);
  });

  it('never goes to a session that joined, nor is its token one', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    system.target.answer = newKey;
    const first = await system.submit(key);
    const as = sessionArn('another-run');
    const joined = await system.submit(key, { as });
    expect(joined.body.id).toBe(first.body.id);
    expect(joined.body).not.toHaveProperty('token');
    await system.settle();
    await system.click(security, 'approve', first.body);
    await system.settle();
    expect((await system.runNow(first.body.id, first.body.digest, { as })).status).toBe(403);
    expect(system.target.calls).toEqual([]);
  });

  it('goes to no other agent, whatever it holds', async () => {
    const { system, id, digest, token } = await given();
    const as = 'arn:aws:sts::111122223333:assumed-role/release-agent/pipeline-7';
    expect((await system.runNow(id, digest, { as, token })).status).toBe(404);
  });

  it('is in nothing either when things break, at whatever moment: lost on the way, it is lost', async () => {
    const lost: (string | undefined)[] = [];
    for (let moment = 1; ; moment += 1) {
      const { system, id, digest } = await given();
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const answer = await system.runNow(id, digest);
      await system.pass(300);
      system.outage.strike = () => {};
      const kept = everythingOf(system, [await system.watch(id)]);
      expectNone(kept, [secretKey], strike.struck);
      if (answer.status !== 200) expectNone(JSON.stringify(answer), [secretKey], strike.struck);
      if (answer.status !== 200 && system.target.calls.length > 0) lost.push(strike.struck);
      if (strike.struck === undefined) break;
    }
    // Where it comes from, and between the functions that hand it on: a table that is away costs nobody an answer.
    expect(lost).toEqual(['after target.send', 'after execute']);
  });

  it('is in no answer to the workflow, nor is any other', async () => {
    const { system, id } = await given();
    expect(await system.execute({ v: 1, requestId: id })).toEqual({ v: 1, state: 'approved' });
    const other = memorySystem({ ruleOn: peopleDecide });
    other.target.answer = newKey;
    const { body } = await other.submit({
      action: 'rds:DeleteDBInstance',
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
      parameters: { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true },
      reason: 'It is replaced.',
    });
    await other.settle();
    await other.click(security, 'approve', body);
    expect(await other.execute({ v: 1, requestId: body.id })).toEqual({ v: 1, state: 'done' });
  });
});

describe('a secret beside what was asked for', () => {
  it('is hidden from whoever has it run: any session of the agent may', async () => {
    const system = memorySystem({ ruleOn: () => ({ ...allow, run: 'countersign' }) });
    const PendingModifiedValues = { MasterUserPassword: password };
    system.target.answer = {
      ...newKey,
      result: { DBInstance: { Status: 'deleting', PendingModifiedValues } },
    };
    const { body } = await system.submit({
      action: 'rds:DeleteDBInstance',
      resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
      parameters: { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true },
      reason: 'It is replaced.',
    });
    const ran = await system.runNow(body.id, body.digest);
    expect(ran.body).toMatchObject({ state: 'done', answer: { DBInstance: { Status: 'deleting' } } });
    expectNone(everythingOf(system, [ran]), [password]);
  });
});

describe('the token of a submission', () => {
  it('is told to whoever submitted, once, and stays nowhere but as its hash', async () => {
    const system = memorySystem({ ruleOn: peopleDecide });
    const headers = { 'idempotency-key': 'k1' };
    const first = await system.submit(key, { headers });
    const { token, id } = first.body;
    expect(token).toBe('token-1');
    const again = await system.submit(key, { headers });
    expect(again.body.id).toBe(id);
    expect(again.body).not.toHaveProperty('token');
    await system.settle();
    expectNone(everythingOf(system, [again, await system.watch(id)]), [String(token)]);
  });
});

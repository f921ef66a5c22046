import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardBlocks, cardText } from '../../adapters/slack/card.ts';
import { createSlackMessenger } from '../../adapters/slack/slack-messenger.ts';
import { createHandler as createSlack } from '../../functions/slack/interact/handler.ts';
import { createHandler as createRelay } from '../../functions/streams/relay/handler.ts';
import { createHandler as createAsk } from '../../functions/workflow/ask/handler.ts';
import { createHandler as createConclude } from '../../functions/workflow/conclude/handler.ts';
import { nextMoment } from '../support/all.ts';
import { submissions } from '../support/given/catalog.ts';
import { directory, people } from '../support/given/directory.ts';
import { invoke } from '../support/given/lambda.ts';
import { clickPayload, formOf, signingSecret, slackEvent } from '../support/given/slack-event.ts';
import { streamEvent } from '../support/given/stream-event.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type Answer, type MemorySystem, memorySystem } from '../support/memory-system.ts';

const output = capturedOutput();

const newKey = 'correct-horse-battery-staple';
const botToken = 'xoxb-not-a-real-token-0123456789';
const security = people.securityOne.id;

/** Everything that leaves us or stays written, as one text. */
const everythingOf = (system: MemorySystem, answers: readonly Answer[]): string =>
  JSON.stringify({
    answers,
    requests: system.requests.written,
    streamed: system.streamedFrom(0),
    sealed: [...system.sealed],
    published: system.published,
    privateReplies: system.messenger.privateReplies,
    notified: system.messenger.notified,
    cards: system.requests.written.map(({ request }) => [cardText(request), cardBlocks(request, [])]),
    slots: system.slots.heldBy('etl'),
    output: output.text(),
  });

function expectNone(text: string, secrets: readonly string[], why?: string): void {
  for (const secret of secrets) {
    expect(text, why).not.toContain(secret);
    expect(text, why).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
    expect(text, why).not.toContain(encodeURIComponent(secret));
  }
}

/** A request with a secret in it, from the submission to the outcome. */
async function live(system: MemorySystem): Promise<Answer[]> {
  const answers = [await system.call({ route: 'POST /v1/evaluate', body: submissions.rotate(newKey) })];
  const submitted = await system.submit(submissions.rotate(newKey), { headers: { 'idempotency-key': 'k1' } });
  await system.settle();
  const { id, digest } = system.requests.written[0]?.request ?? submitted.body;
  await system.click('U0STRANGER', 'approve', { id, digest });
  await system.click(security, 'approve', { id, digest });
  await system.settle();
  answers.push(submitted, await system.watch(id), await system.run(id, 'done', digest));
  await system.pass(3_600);
  return answers;
}

describe('a secret parameter', () => {
  it('is in nothing that is written, shown, published, sealed, answered or logged', async () => {
    const system = memorySystem();
    const answers = await live(system);
    expect(system.requests.written.at(-1)?.request.state).toBe('done');
    const everything = everythingOf(system, answers);
    expect(everything).toContain("[hidden: the vendor's new key]");
    expect(everything).toContain('mailer');
    expectNone(everything, [newKey]);
  });

  it('is in nothing either when things break, at whatever moment', async () => {
    for (let moment = 1; ; moment = nextMoment(moment)) {
      const system = memorySystem();
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      expectNone(everythingOf(system, await live(system)), [newKey, signingSecret], strike.struck);
      if (strike.struck === undefined) break;
    }
  });

  it.each([
    ['has the wrong type', { newKey: { inner: newKey } }],
    ['is too long', { newKey: newKey.repeat(400) }],
    ['stands in the wrong place', { key: newKey }],
    ['is a name', { [newKey]: 'x' }],
  ])('that %s is named by its field in the error, its value is not', async (_, change) => {
    const system = memorySystem();
    const submission = submissions.rotate('k');
    const { status, body } = await system.submit({
      ...submission,
      parameters: { vendor: 'mailer', ...change },
    });
    expect(status).toBe(422);
    const { field, ...rest } = body as unknown as { field: string };
    expect(field).toMatch(/^\/parameters\//);
    expectNone(JSON.stringify(rest) + output.text(), [newKey]);
  });

  it('is not told when the resource does not fit', async () => {
    const submission = {
      ...submissions.rotate(newKey),
      resource: 'arn:aws:countersign:eu-central-1:111122223333:vendor/other',
    };
    const { status, body } = await memorySystem().submit(submission);
    expect(status).toBe(422);
    expectNone(JSON.stringify(body) + output.text(), [newKey]);
  });

  it('in a body that is not JSON is in no error', async () => {
    const { status, body } = await memorySystem().submit(`{"parameters": {"newKey": "${newKey}"`);
    expect(status).toBe(400);
    expectNone(JSON.stringify(body) + output.text(), [newKey]);
  });
});

describe('a task token', () => {
  it('is in nothing but its own item, whatever happens', async () => {
    for (let moment = 1; ; moment = nextMoment(moment)) {
      const system = memorySystem();
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      const answers = await live(system);
      expectNone(everythingOf(system, answers), system.workflow.tokens, strike.struck);
      if (strike.struck === undefined) break;
    }
  });

  it('was there to be found', async () => {
    const system = memorySystem();
    await system.asked(submissions.remove());
    expect(system.workflow.tokens).toHaveLength(1);
    const [request] = system.requests.written;
    expect(await system.tokens.get(request?.request.id ?? '')).toBe(system.workflow.tokens[0]);
  });

  it('is gone when the workflow is over', async () => {
    const system = memorySystem();
    await live(system);
    expect(await system.tokens.get(system.requests.written[0]?.request.id ?? '')).toBeUndefined();
  });

  it('in an event that is not as it should be is in no error', async () => {
    const { ports } = memorySystem();
    const taskToken = 'AQC-task-token-of-this-test';
    for (const turn of [
      { taskToken },
      { requestId: 7, tier: 0, taskToken },
      { requestId: 'x', tier: 0, taskToken, more: 1 },
    ]) {
      const error = await invoke(createAsk(ports), turn as unknown).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Error);
      const { message, stack, ...rest } = error as Error;
      expectNone(`${message}${stack}${JSON.stringify(rest)}${output.text()}`, [taskToken]);
    }
  });
});

describe('the bot token', () => {
  /** A proxy in the way that answers each call with all that it heard. */
  let echo: Server;
  let heard = '';
  beforeAll(async () => {
    echo = createServer((incoming, answer) => {
      heard = JSON.stringify(incoming.headers);
      answer.writeHead(502, { 'content-type': 'application/json', 'x-echo': heard });
      answer.end(JSON.stringify({ ok: false, error: 'bad_gateway', headers: incoming.headers }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => echo.once('listening', resolve));
  });
  afterAll(() => new Promise((resolve) => echo.close(resolve)));

  const messengerAt = (port: number) =>
    createSlackMessenger({
      apiUrl: `http://127.0.0.1:${port}/api/`,
      token: { read: async () => botToken, readAnew: async () => botToken },
      timeoutMs: 2_000,
      channel: 'C0APPROVALS',
      channels: {},
      directory: directory(),
      onOutOfReach: () => {},
    });

  it.each([
    ['answers with what it heard', () => (echo.address() as AddressInfo).port],
    ['is not there', () => 9],
  ])('is in no log line and no error when Slack %s', async (_, port) => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const ports = { ...system.ports, messengers: [messengerAt(port())] };
    const errors: unknown[] = [];
    const attempt = (run: Promise<unknown>) => run.catch((error: unknown) => errors.push(error));

    const click = {
      user: 'U0STRANGER',
      choice: 'approve',
      ts: '1.1',
      request: request.id,
      digest: request.digest,
    } as const;
    const body = formOf(clickPayload(click));
    await attempt(invoke(createSlack(ports), slackEvent({ body, nowSeconds: system.clock.nowSeconds() })));
    await attempt(invoke(createRelay(ports), streamEvent(system.streamedFrom(0))));
    const fresh = { ...ports, cards: { ...ports.cards, list: async () => [] } };
    const turn = { v: 1, requestId: request.id, tier: 0, taskToken: 'token' } as unknown;
    await attempt(invoke(createAsk(fresh), turn));
    const ending = { v: 1, requestId: request.id, cause: { kind: 'timeout' } } as unknown;
    await attempt(invoke(createConclude(ports), ending));

    expect(errors.map((error) => (error as Error).name)).toEqual([
      'MessengerUnavailable',
      'MessengerUnavailable',
    ]);
    // As Lambda prints what a function throws: its own properties too.
    const thrown = errors.map((error) =>
      JSON.stringify({ ...(error as Error), stack: (error as Error).stack }),
    );
    expectNone(thrown.join() + output.text(), [botToken]);
    expect(output.text()).toContain('MessengerUnavailable');
  });

  it('was there to be found', () => {
    expect(heard).toContain(botToken);
  });
});

describe('the signing secret', () => {
  it('is in no log line and no answer, heard or refused', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(security, 'approve', request);
    const body = formOf(
      clickPayload({
        user: 'U0SECONE',
        choice: 'approve',
        ts: '1.1',
        request: request.id,
        digest: request.digest,
      }),
    );
    const answer = await invoke(
      system.slack,
      slackEvent({ body, nowSeconds: system.clock.nowSeconds(), headers: {} }),
    );
    expectNone(everythingOf(system, []) + JSON.stringify(answer), [signingSecret]);
  });
});

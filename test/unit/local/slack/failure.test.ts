import { describe, expect, test } from 'vitest';
import { channel, startedSlack } from './started-slack.ts';

const message = { channel, text: 'x' };

describe('Slack fails on demand', () => {
  test('down, for as many calls as asked, then well again', async () => {
    const { slack, call } = await startedSlack();
    slack.fail({ kind: 'down', times: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await call('chat.postMessage', message)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('rate-limited, with the seconds to wait', async () => {
    const { slack, call } = await startedSlack();
    slack.fail({ kind: 'rate-limited', retryAfterSeconds: 7 });
    const response = await call('chat.postMessage', message);
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '7',
      { ok: false, error: 'ratelimited' },
    ]);
  });

  test('slow, until the test lets go', async () => {
    const { slack, call } = await startedSlack();
    const gate = Promise.withResolvers<void>();
    slack.fail({ kind: 'slow', until: gate.promise });
    const pending = call('chat.postMessage', message);
    expect(slack.workspace.seenBy('U0ONE')).toEqual([]);
    gate.resolve();
    expect((await pending).status).toBe(200);
  });

  test('posted, with the answer lost', async () => {
    const { slack, call } = await startedSlack();
    slack.fail({ kind: 'answer-lost', times: 1 });
    await expect(call('chat.postMessage', message)).rejects.toThrow();
    expect(slack.workspace.seenBy('U0ONE')).toHaveLength(1);
  });

  test('for one method only', async () => {
    const { slack, answer, call } = await startedSlack();
    slack.fail({ kind: 'error', error: 'internal_error', method: 'chat.update' });
    expect((await call('chat.postMessage', message)).status).toBe(200);
    expect(await answer('chat.update', { ...message, ts: '1.0' })).toEqual({
      ok: false,
      error: 'internal_error',
    });
  });

  test('for one channel only', async () => {
    const { slack, answer } = await startedSlack({ otherChannels: [{ id: 'C0OTHER', name: 'other' }] });
    slack.fail({ kind: 'error', error: 'is_archived', channel: 'C0OTHER' });
    expect(await answer('chat.postMessage', message)).toMatchObject({ ok: true });
    expect(await answer('chat.postMessage', { ...message, channel: 'C0OTHER' })).toEqual({
      ok: false,
      error: 'is_archived',
    });
  });
});

describe('Slack limits the rate', () => {
  /** A clock that a test sets. */
  async function limited() {
    let now = Date.parse('2026-01-05T12:00:00.000Z');
    const started = await startedSlack({ now: () => now });
    started.slack.limitRate(true);
    const post = async () => {
      const { status, headers } = await started.call('chat.postMessage', message);
      return [status, headers.get('retry-after')];
    };
    const pass = (seconds: number): void => {
      now += seconds * 1_000;
    };
    return { ...started, post, pass };
  }

  test('to one message a second in a channel, after a few at once', async () => {
    const { post, pass } = await limited();
    for (let count = 0; count < 4; count += 1) expect(await post()).toEqual([200, null]);
    expect(await post()).toEqual([429, '1']);
    pass(1);
    expect(await post()).toEqual([200, null]);
    expect(await post()).toEqual([429, '1']);
  });

  test('and takes as many at once after a rest', async () => {
    const { post, pass } = await limited();
    for (let count = 0; count < 5; count += 1) await post();
    pass(60);
    for (let count = 0; count < 4; count += 1) expect(await post()).toEqual([200, null]);
  });

  test('and leaves alone what it tells one person', async () => {
    const { call } = await limited();
    for (let count = 0; count < 9; count += 1)
      expect((await call('chat.postEphemeral', { ...message, user: 'U0ONE' })).status).toBe(200);
  });
});

test('Slack sends an interaction again where it is told to, as a repetition', async () => {
  const { slack, received } = await startedSlack();
  slack.repeat(2);
  expect(await slack.send('payload=%7B%7D')).toEqual({ kind: 'accepted', body: '' });
  expect(received.map(({ rawBody }) => rawBody)).toEqual(Array(3).fill('payload=%7B%7D'));
  expect(received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
});

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
});

import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cardBlocks, channel, type Received, signingSecret, startedSlack } from './started-slack.ts';

const now = () => 1_700_000_000_123;
const payloadOf = (received: Received | undefined) =>
  JSON.parse(new URLSearchParams(received?.rawBody).get('payload') ?? 'null');

async function postedCard(status = 200) {
  const started = await startedSlack({ now, status });
  const { ts } = await started.answer('chat.postMessage', { channel, text: 'card', blocks: cardBlocks });
  const click = { member: 'U0ONE', ts: String(ts), blockId: 'vote', actionId: 'approve' };
  return { ...started, click };
}

describe('a click arrives as Slack sends it', () => {
  test('the whole payload', async () => {
    const { slack, received, click } = await postedCard();
    const typed = { reason: { reason: 'looks right' } };
    expect(await slack.click({ ...click, values: typed })).toEqual({ kind: 'accepted', body: '' });
    expect(payloadOf(received[0])).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0ONE', name: 'Security One', team_id: 'T0LOCAL' },
      container: { type: 'message', message_ts: click.ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'approvals' },
      message: { ts: click.ts, text: 'card', blocks: [{}, {}, {}] },
      state: { values: { reason: { reason: { type: 'plain_text_input', value: 'looks right' } } } },
      trigger_id: expect.any(String),
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1/),
      actions: [
        { type: 'button', action_id: 'approve', block_id: 'vote', value: '{"request":"r1","digest":"d1"}' },
      ],
    });
  });

  test('signed over the raw body with the time and the secret', async () => {
    const { slack, received, click } = await postedCard();
    await slack.click(click);
    const [{ headers, rawBody } = { headers: {}, rawBody: '' }] = received;
    const hmac = createHmac('sha256', signingSecret).update(`v0:1700000000:${rawBody}`).digest('hex');
    expect(headers).toMatchObject({
      'x-slack-request-timestamp': '1700000000',
      'x-slack-signature': `v0=${hmac}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  test('an input left alone is null, one typed too long is cut at its limit', async () => {
    const { slack, received, click } = await postedCard();
    await slack.click(click);
    await slack.click({ ...click, values: { reason: { reason: 'x'.repeat(30) } } });
    const typed = received.map((each) => payloadOf(each).state.values.reason.reason.value);
    expect(typed).toEqual([null, 'x'.repeat(20)]);
  });

  test('with the headers of a retry, when asked', async () => {
    const { slack, received, click } = await postedCard();
    await slack.click(click, { retry: { number: 1, reason: 'http_timeout' } });
    expect(received[0]?.headers).toMatchObject({
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    });
  });

  test('a refusal is told, so that a person can be warned', async () => {
    const { slack, click } = await postedCard(401);
    expect(await slack.click(click)).toEqual({ kind: 'refused', status: 401 });
  });

  test('nobody listens: unreachable', async () => {
    const { slack, answer } = await startedSlack({ interactionsUrl: () => 'http://127.0.0.1:9/' });
    const { ts } = await answer('chat.postMessage', { channel, blocks: cardBlocks });
    const click = { member: 'U0ONE', ts: String(ts), blockId: 'vote', actionId: 'approve' };
    expect(await slack.click(click)).toEqual({ kind: 'unreachable' });
  });

  test.each([
    ['a button that is not there', { actionId: 'deny' }],
    ['a message that is not there', { ts: '1.0' }],
    ['somebody who is not in the channel', { member: 'U0NOBODY' }],
  ])('%s sends nothing', async (_, difference) => {
    const { slack, received, click } = await postedCard();
    expect(await slack.click({ ...click, ...difference })).toEqual({ kind: 'gone' });
    expect(received).toEqual([]);
  });

  test('nobody can click what was whispered to another', async () => {
    const { slack, answer } = await startedSlack();
    const { message_ts: ts } = await answer('chat.postEphemeral', {
      channel,
      user: 'U0ONE',
      blocks: cardBlocks,
    });
    const click = { member: 'U0TWO', ts: String(ts), blockId: 'vote', actionId: 'approve' };
    expect(await slack.click(click)).toEqual({ kind: 'gone' });
    expect(await slack.click({ ...click, member: 'U0ONE' })).toEqual({ kind: 'accepted', body: '' });
  });
});

describe('the response_url answers an interaction', () => {
  async function responseUrl() {
    const started = await postedCard();
    await started.slack.click(started.click);
    const { response_url: url } = payloadOf(started.received[0]);
    const respond = (body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return { ...started, respond };
  }

  test('a whisper to whoever clicked, unless something else is asked', async () => {
    const { slack, respond, click } = await responseUrl();
    await respond({ text: 'only you' });
    await respond({ text: 'new card', replace_original: true });
    expect(slack.workspace.seenBy('U0ONE').map(({ text }) => text)).toEqual(['new card', 'only you']);
    expect(slack.workspace.seenBy('U0TWO').map(({ text }) => text)).toEqual(['new card']);
    await respond({ delete_original: true });
    expect(slack.workspace.find(click.ts)).toBeUndefined();
  });

  test('five times and no more', async () => {
    const { respond } = await responseUrl();
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await respond({ text: 'again' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });
});

import { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { cardBlocks, channel, startedSlack, token } from './started-slack.ts';

describe('the Web API answers as Slack does', () => {
  test("Slack's own client can post, change and whisper", async () => {
    const { slack } = await startedSlack();
    const client = new WebClient(token, { slackApiUrl: slack.apiUrl });
    expect(await client.auth.test()).toMatchObject({ ok: true, team_id: 'T0LOCAL' });
    const posted = await client.chat.postMessage({ channel, text: 'a request', blocks: cardBlocks as never });
    expect(posted).toMatchObject({ ok: true, channel, message: { text: 'a request', type: 'message' } });
    const ts = String(posted.ts);
    expect(await client.chat.update({ channel, ts, text: 'decided', blocks: [] })).toMatchObject({
      ok: true,
      ts,
      text: 'decided',
    });
    expect(await client.chat.postEphemeral({ channel, user: 'U0ONE', text: 'not you' })).toMatchObject({
      ok: true,
    });
    expect(slack.workspace.seenBy('U0ONE').map(({ text }) => text)).toEqual(['decided', 'not you']);
    expect(slack.workspace.seenBy('U0TWO').map(({ text }) => text)).toEqual(['decided']);
  });

  test.each([
    ['no token', { authorization: '' }, 'not_authed'],
    ['a wrong token', { authorization: 'Bearer xoxb-wrong' }, 'invalid_auth'],
    ['another media type', { 'content-type': 'text/plain' }, 'invalid_post_type'],
  ])('%s is refused', async (_, headers, error) => {
    const { call } = await startedSlack();
    const response = await call('chat.postMessage', { channel, text: 'x' }, headers);
    expect([response.status, await response.json()]).toEqual([200, { ok: false, error }]);
  });

  test.each([
    ['another channel', 'chat.postMessage', { channel: 'C0OTHER', text: 'x' }, 'channel_not_found'],
    ['nothing to say', 'chat.postMessage', { channel }, 'no_text'],
    [
      'a text that Slack would cut off',
      'chat.postMessage',
      { channel, text: 'x'.repeat(4_001) },
      'msg_too_long',
    ],
    ['blocks that are not list', 'chat.postMessage', { channel, blocks: '{}' }, 'invalid_blocks_format'],
    [
      'a thread that is not there',
      'chat.postMessage',
      { channel, text: 'x', thread_ts: '1.0' },
      'thread_not_found',
    ],
    ['a change of no message', 'chat.update', { channel, ts: '1.0', text: 'x' }, 'message_not_found'],
    [
      'a whisper to nobody',
      'chat.postEphemeral',
      { channel, user: 'U0NOBODY', text: 'x' },
      'user_not_in_channel',
    ],
    ['an argument that Slack does not know', 'chat.postMessage', { channel, txt: 'x' }, 'invalid_arguments'],
    ['a method that nobody built here', 'chat.delete', { channel, ts: '1.0' }, 'unknown_method'],
  ])('%s is refused', async (_, method, body, error) => {
    const { answer } = await startedSlack();
    expect(await answer(method, body)).toMatchObject({ ok: false, error });
  });

  test('invalid blocks are refused with the reason and the place', async () => {
    const { answer, slack } = await startedSlack();
    const refused = await answer('chat.postMessage', { channel, blocks: [{ type: 'header' }] });
    const problem = 'missing required field [json-pointer:/blocks/0/text]';
    expect(refused).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [problem],
      response_metadata: { messages: [`[ERROR] ${problem}`] },
    });
    expect(slack.workspace.seenBy('U0ONE')).toEqual([]);
  });

  test('a whisper cannot be changed afterwards', async () => {
    const { answer } = await startedSlack();
    const { message_ts: ts } = await answer('chat.postEphemeral', { channel, user: 'U0ONE', text: 'x' });
    expect(await answer('chat.update', { channel, ts, text: 'y' })).toMatchObject({
      error: 'message_not_found',
    });
  });

  test('an update without blocks keeps those that were there', async () => {
    const { answer, slack } = await startedSlack();
    const { ts } = await answer('chat.postMessage', {
      channel,
      blocks: [{ type: 'divider', block_id: 'd' }],
    });
    await answer('chat.update', { channel, ts, text: 'y' });
    expect(slack.workspace.find(String(ts))).toMatchObject({ text: 'y', blocks: [{ block_id: 'd' }] });
  });

  test('messages of one moment still have their own timestamps, in order', async () => {
    const { answer } = await startedSlack({ now: () => 1_700_000_000_000 });
    const first = await answer('chat.postMessage', { channel, text: 'a' });
    const second = await answer('chat.postMessage', { channel, text: 'b' });
    expect([first.ts, second.ts]).toEqual(['1700000000.000000', '1700000000.000001']);
  });
});

test('each channel has its own messages: a thread or a change of one is not found in another', async () => {
  const secrecy = { id: 'C0SECRECY', name: 'secrecy' };
  const { slack, answer, received } = await startedSlack({ otherChannels: [secrecy] });
  const posted = await answer('chat.postMessage', { channel: secrecy.id, text: 'card', blocks: cardBlocks });
  expect(posted).toMatchObject({ ok: true, channel: secrecy.id });
  const ts = String(posted.ts);
  expect(await answer('chat.update', { channel, ts, text: 'x' })).toMatchObject({
    error: 'message_not_found',
  });
  expect(await answer('chat.postMessage', { channel, thread_ts: ts, text: 'x' })).toMatchObject({
    error: 'thread_not_found',
  });
  expect(
    await answer('chat.update', { channel: secrecy.id, ts, text: 'card', blocks: cardBlocks }),
  ).toMatchObject({
    ok: true,
    channel: secrecy.id,
  });
  await slack.click({ member: 'U0ONE', ts, blockId: 'vote', actionId: 'approve' });
  const payload = JSON.parse(new URLSearchParams(received[0]?.rawBody).get('payload') ?? 'null');
  expect(payload).toMatchObject({ channel: secrecy, container: { channel_id: secrecy.id } });
});

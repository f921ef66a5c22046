import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSlackDeniedMessenger } from '../../../../adapters/slack/slack-denied-messenger.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { deniedHour, deniedLine } from '../../../support/given/sightings.ts';

interface Call {
  method: string;
  form: URLSearchParams;
}

/** Slack’s Web API as far as this messenger uses it; a test says what it answers. */
let slack: Server;
let calls: Call[] = [];
let answer: object = {};

beforeAll(async () => {
  slack = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    calls.push({ method: incoming.url?.split('/').at(-1) ?? '', form });
    outgoing.writeHead(200, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ ok: true, channel: 'C0APPROVALS', ts: '1.1', ...answer }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => slack.once('listening', resolve));
});
afterAll(() => {
  slack.closeAllConnections();
  slack.close();
});
beforeEach(() => {
  calls = [];
  answer = {};
});

const messenger = () =>
  createSlackDeniedMessenger({
    apiUrl: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/`,
    token: { read: async () => 'xoxb-1', readAnew: async () => 'xoxb-1' },
    timeoutMs: 2_000,
    channel: 'C0APPROVALS',
    channels: { secrecy: 'C0SECRECY' },
    directory: directory(),
    onOutOfReach: () => {},
  });
const card = { door: 'slack', ref: 'C0APPROVALS/1.1' };
const hour = deniedHour(deniedLine());

it('posts a card that rings for the owners of the agent, and for nobody else', async () => {
  expect(await messenger().post(hour)).toEqual(card);
  const [posted] = calls;
  expect(posted?.method).toBe('chat.postMessage');
  const blocks = posted?.form.get('blocks') ?? '';
  expect(blocks.match(/"user_id":"([^"]+)"/g)).toEqual([`"user_id":"${people.owner.handles.slack}"`]);
});

it('posts it in the channel that it is for, and nowhere where the settings do not name that', async () => {
  await messenger().post({ ...hour, channel: 'secrecy' });
  expect(calls.map(({ form }) => form.get('channel'))).toEqual(['C0SECRECY']);
  await expect(messenger().post({ ...hour, channel: 'gone' })).rejects.toThrow('no channel gone');
  expect(calls).toHaveLength(1);
});

it('shows the hour on the same card later', async () => {
  await messenger().update(card, hour);
  expect(calls[0]?.method).toBe('chat.update');
  expect(calls[0]?.form.get('ts')).toBe('1.1');
});

it('leaves a card deleted that people have deleted, and says so where Slack refuses anything else', async () => {
  answer = { ok: false, error: 'message_not_found' };
  await messenger().update(card, hour);
  answer = { ok: false, error: 'msg_blocks_too_long' };
  await expect(messenger().update(card, hour)).rejects.toThrow('msg_blocks_too_long');
});

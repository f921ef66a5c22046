import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSlackIncidentMessenger } from '../../../../adapters/slack/slack-incident-messenger.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { openIncidentWith } from '../../../support/given/incidents.ts';

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
  createSlackIncidentMessenger({
    apiUrl: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/`,
    token: { read: async () => 'xoxb-1', readAnew: async () => 'xoxb-1' },
    timeoutMs: 2_000,
    channel: 'C0APPROVALS',
    channels: { secrecy: 'C0SECRECY' },
    directory: directory(),
    onOutOfReach: () => {},
  });
const card = { door: 'slack', ref: 'C0APPROVALS/1.1' };

it('posts a card that rings for those who can close it, and for the owners', async () => {
  expect(await messenger().post(openIncidentWith(), ['security'])).toEqual(card);
  const [posted] = calls;
  expect(posted?.method).toBe('chat.postMessage');
  const blocks = posted?.form.get('blocks') ?? '';
  for (const { handles } of [people.securityOne, people.securityTwo, people.both, people.owner])
    expect(blocks).toContain(handles.slack);
  expect(blocks).not.toContain(people.outsider.handles.slack);
});

it('posts it in the channel that it is for, and nowhere where the settings do not name that', async () => {
  await messenger().post({ ...openIncidentWith(), channel: 'secrecy' }, ['security']);
  expect(calls.map(({ form }) => form.get('channel'))).toEqual(['C0SECRECY']);
  await expect(messenger().post({ ...openIncidentWith(), channel: 'gone' }, [])).rejects.toThrow(
    'no channel gone',
  );
  expect(calls).toHaveLength(1);
});

it('rings for nobody on a card of what is closed', async () => {
  const closed = { ...openIncidentWith(), state: 'closed' as const, closedAt: '2026-01-05T12:00:00.000Z' };
  await messenger().update(card, closed);
  expect(calls[0]?.method).toBe('chat.update');
  expect(calls[0]?.form.get('blocks')).not.toContain('user_id');
});

it('reminds in the thread, and says so when it is the last time', async () => {
  await messenger().remind(card, { ...openIncidentWith(), tier: 1 }, ['security']);
  await messenger().remind(card, { ...openIncidentWith(), tier: 7 }, ['security']);
  const [first, last] = calls.map(({ form }) => form);
  expect(first?.get('thread_ts')).toBe('1.1');
  expect(first?.get('text')).toContain(`<@${people.securityOne.handles.slack}>`);
  expect(first?.get('text')).not.toContain('Nobody is reminded again');
  expect(last?.get('text')).toContain('Nobody is reminded again');
});

it('leaves a card deleted that people have deleted, and says so where Slack refuses anything else', async () => {
  answer = { ok: false, error: 'message_not_found' };
  await messenger().update(card, openIncidentWith());
  answer = { ok: false, error: 'invalid_blocks' };
  await expect(messenger().update(card, openIncidentWith())).rejects.toThrow('invalid_blocks');
});

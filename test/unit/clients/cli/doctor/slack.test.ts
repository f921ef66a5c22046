import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askSlack } from '../../../../../clients/cli/doctor/slack/slack.ts';
import { type LocalSlack, startSlack } from '../../../../../local/slack/start-slack.ts';

const token = 'xoxb-test';
const channel = { id: 'C0APPROVALS', name: 'approvals' };
const at = new Date('2026-04-15T00:00:00Z');

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSlack({
    token,
    signingSecret: 'secret',
    channel,
    members: [{ id: 'U0ONE', name: 'One', email: 'one@example.com' }],
    usergroups: [{ id: 'S0OFF', name: 'off', users: ['U0ONE'], disabled: true }],
    scopes: ['chat:write', 'users:read', 'users:read.email', 'usergroups:read'],
    interactionsUrl: () => 'http://127.0.0.1:1/',
  });
});
afterEach(() => slack.close());

const asked = (read: () => Promise<string> = async () => token) =>
  askSlack(slack.apiUrl, { read, readAnew: read });

describe('what doctor asks of Slack', () => {
  it('is whose the token is, and what it may', async () => {
    expect(await asked().identity()).toEqual({
      ok: true,
      value: {
        workspace: 'Local Slack',
        team: 'T0LOCAL',
        enterprise: undefined,
        bot: 'countersign',
        scopes: ['chat:write', 'users:read', 'users:read.email', 'usergroups:read'],
      },
    });
    expect(await asked(async () => 'xoxb-other').identity()).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('is whether a channel takes messages, and leaves none there', async () => {
    expect(await asked().tryChannel(channel.id, at)).toEqual({ ok: true, value: 'taken back' });
    expect(slack.workspace.scheduled.size).toBe(0);
    expect(slack.workspace.seenBy('U0ONE')).toEqual([]);
    expect(await asked().tryChannel('C0OTHER', at)).toEqual({ ok: false, error: 'channel_not_found' });
  });

  it('that takes a message and does not give it back is said so', async () => {
    slack.fail({ kind: 'error', error: 'fatal_error', method: 'chat.deleteScheduledMessage' });
    expect(await asked().tryChannel(channel.id, at)).toEqual({ ok: true, value: 'left there' });
  });

  it('is who somebody is, by id and by address, and which groups there are', async () => {
    expect(await asked().user('U0ONE')).toMatchObject({
      ok: true,
      value: { id: 'U0ONE', is_restricted: false },
    });
    expect(await asked().userByEmail('one@example.com')).toMatchObject({ ok: true, value: { id: 'U0ONE' } });
    expect(await asked().user('U0NOBODY')).toEqual({ ok: false, error: 'user_not_found' });
    expect(await asked().usergroups()).toEqual({
      ok: true,
      value: [{ id: 'S0OFF', name: 'off', isOff: true, members: ['U0ONE'] }],
    });
  });

  it('without the secret is not asked at all: why it could not be read is the finding', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    await expect(asked(() => Promise.reject(denied)).identity()).rejects.toBe(denied);
  });

  it('while it is away is no answer', async () => {
    slack.fail({ kind: 'down' });
    await expect(asked().identity()).rejects.toThrow(/Slack/);
  });
});

describe('the address of clicks', () => {
  let server: Server;
  beforeEach(async () => {
    server = createServer((_, response) => void response.writeHead(401).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('is called once, by nobody', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await asked().callUnsigned(`http://127.0.0.1:${port}/slack/interactions`)).toBe(401);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { checkSlack } from '../../../../local/deployment/check-slack.ts';
import { team } from '../../../../local/slack/identity.ts';
import { startSocketModeServer } from '../../../support/socket-mode-server.ts';
import { startedSlack, token } from '../slack/started-slack.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function answering(status: number, body: string): Promise<string> {
  server = createServer((_, response) => void response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

/** One address for methods that are answered in several places. */
async function routed(apis: Record<string, string>): Promise<string> {
  server = createServer(async ({ url = '', headers }, response) => {
    const method = url.split('/').at(-1) ?? '';
    const { authorization = '' } = headers;
    const form = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${apis[method]}${method}`, { method: 'POST', headers: form });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

describe('a Slack token', () => {
  it('that Slack knows says whose it is', async () => {
    const { slack } = await startedSlack();
    expect(await checkSlack({ token }, slack.apiUrl)).toEqual({
      ok: true,
      workspace: expect.any(String),
      team: team.id,
      bot: 'countersign',
    });
  });

  it('that Slack does not know is told with what to do, and without the token', async () => {
    const { slack } = await startedSlack();
    const check = await checkSlack({ token: 'xoxb-bogus' }, slack.apiUrl);
    expect(check).toMatchObject({
      ok: false,
      problem: expect.stringMatching(
        /^Slack does not take SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the Bot User/,
      ),
    });
    expect(JSON.stringify(check)).not.toContain('bogus');
  });

  it.each([
    ['a page', 200, '<html>'],
    ['other JSON', 200, '{"hello":"world"}'],
    ['nothing', 502, ''],
  ])('is not asked of what is no Slack: %s', async (_, status, body) => {
    expect(await checkSlack({ token: 'xoxb-1' }, await answering(status, body))).toMatchObject({ ok: false });
  });

  it('cannot be asked about where nobody answers', async () => {
    expect(await checkSlack({ token: 'xoxb-1' }, 'http://127.0.0.1:9/')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Slack cannot be reached'),
    });
  });

  it('for the socket has to be one that opens it', async () => {
    const socket = await startSocketModeServer('xapp-1');
    onTestFinished(() => socket.close());
    const { slack } = await startedSlack();
    const api = await routed({ 'auth.test': slack.apiUrl, 'apps.connections.open': socket.api });
    expect(await checkSlack({ token, appToken: 'xapp-1' }, api)).toMatchObject({ ok: true, team: team.id });
    const check = await checkSlack({ token, appToken: 'xapp-bogus' }, api);
    expect(check).toMatchObject({
      ok: false,
      problem: expect.stringMatching(
        /^Slack does not take SLACK_APP_TOKEN \(invalid_auth\)\. Switch Socket Mode on/,
      ),
    });
    expect(JSON.stringify(check)).not.toContain('bogus');
  });
});

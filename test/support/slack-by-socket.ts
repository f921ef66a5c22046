import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../../local/slack/read-body.ts';
import { type LocalSlack, type SlackSettings, startSlack } from '../../local/slack/start-slack.ts';
import { type SocketModeServer, startSocketModeServer } from './socket-mode-server.ts';

export interface SlackBySocket {
  /** For SLACK_API_URL. */
  api: string;
  slack: LocalSlack;
  socket: SocketModeServer;
  close(): Promise<void>;
}

/** What Slack sends, by the last part of where it would post it. */
const envelopes = {
  interactions: { type: 'interactive', read: (body: string) => JSON.parse(formIn(body).payload ?? '') },
  commands: { type: 'slash_commands', read: (body: string) => formIn(body) },
  events: { type: 'events_api', read: (body: string) => JSON.parse(body) },
} as const;

const formIn = (body: string): Record<string, string> => Object.fromEntries(new URLSearchParams(body));

/** The local Slack with Socket Mode on: what members do goes down the line that the app has opened, and to no address. */
export async function startSlackBySocket(
  appToken: string,
  settings: Omit<SlackSettings, 'signingSecret' | 'interactionsUrl'>,
): Promise<SlackBySocket> {
  const socket = await startSocketModeServer(appToken);
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const path = request.url ?? '';
    const answer = path.startsWith('/send/')
      ? await downTheLine(path.slice('/send/'.length), body)
      : await handOn(path.endsWith('/apps.connections.open') ? socket.api : slack.apiUrl, request, body);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const slack = await startSlack({
    ...settings,
    signingSecret: 'none has it: what goes down the line is signed at its other end',
    interactionsUrl: () => `${url}/send/interactions`,
  });

  async function downTheLine(to: string, body: string) {
    const { type, read } = envelopes[to as keyof typeof envelopes];
    const { payload = {} } = await socket.send({
      type,
      payload: read(body) as object,
      accepts_response_payload: type !== 'events_api',
    });
    const said = Object.keys(payload as object).length === 0 ? '' : JSON.stringify(payload);
    return { status: 200, headers: {}, body: said };
  }

  return {
    api: `${url}/api/`,
    slack,
    socket,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await slack.close();
      await socket.close();
    },
  };
}

async function handOn(api: string, { url = '', headers, method = 'POST' }: IncomingMessage, body: string) {
  const { authorization = '', 'content-type': contentType = '' } = headers;
  const answered = await fetch(new URL(url.replace('/api/', ''), api), {
    method,
    headers: { authorization, ...(contentType && { 'content-type': contentType }) },
    ...(method === 'POST' && { body }),
  });
  const type = answered.headers.get('content-type') ?? 'application/json';
  return { status: answered.status, headers: { 'content-type': type }, body: await answered.text() };
}

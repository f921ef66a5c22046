import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { readBody } from '../../../../local/slack/read-body.ts';
import { type LocalSlack, type SlackSettings, startSlack } from '../../../../local/slack/start-slack.ts';

export const token = 'xoxb-token';
export const signingSecret = 'signing-secret';
export const channel = 'C0APPROVALS';

export interface Received {
  headers: IncomingHttpHeaders;
  rawBody: string;
}

export interface StartedSlack {
  slack: LocalSlack;
  /** The interactions that arrived. */
  received: Received[];
  call(method: string, body: object, headers?: Record<string, string>): Promise<Response>;
  answer(method: string, body: object): Promise<Record<string, unknown>>;
}

/** A local Slack with a listener for its interactions, both gone when the test is. */
export async function startedSlack(
  settings: Partial<SlackSettings> & { status?: number } = {},
): Promise<StartedSlack> {
  const received: Received[] = [];
  const listener = createServer(async (request, response) => {
    received.push({ headers: request.headers, rawBody: await readBody(request) });
    response.writeHead(settings.status ?? 200).end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const interactionsUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/slack/interactions`;
  const slack = await startSlack({
    token,
    signingSecret,
    channel: { id: channel, name: 'approvals' },
    members: [
      { id: 'U0ONE', name: 'Security One' },
      { id: 'U0TWO', name: 'Security Two' },
    ],
    interactionsUrl: () => interactionsUrl,
    ...settings,
  });
  onTestFinished(async () => {
    await slack.close();
    listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
  });
  const call: StartedSlack['call'] = (method, body, headers = {}) =>
    fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    slack,
    received,
    call,
    answer: async (method, body) => (await call(method, body)).json() as Promise<Record<string, unknown>>,
  };
}

export const cardBlocks = [
  { type: 'header', text: { type: 'plain_text', text: 'Attach a policy' } },
  {
    type: 'input',
    block_id: 'reason',
    optional: true,
    label: { type: 'plain_text', text: 'Why' },
    element: { type: 'plain_text_input', action_id: 'reason', max_length: 20 },
  },
  {
    type: 'actions',
    block_id: 'vote',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        value: '{"request":"r1","digest":"d1"}',
      },
    ],
  },
];

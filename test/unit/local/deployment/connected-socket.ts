import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type SocketMode, startSocketMode } from '../../../../local/deployment/socket-mode.ts';
import { readBody } from '../../../../local/slack/read-body.ts';
import { startSocketModeServer } from '../../../support/socket-mode-server.ts';

export const signingSecret = 'a secret of this machine';
export const now = Date.parse('2026-01-05T12:00:00.000Z');

interface Taken {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Slack at one end, the deployment's address at the other, and Slack's own client between them. */
export async function connected(answer: { status: number; body?: string } = { status: 200 }) {
  const slack = await startSocketModeServer('xapp-1');
  const taken: Taken[] = [];
  const problems: string[] = [];
  const deployment = createServer(async (request, response) => {
    taken.push({ path: request.url ?? '', headers: request.headers, body: await readBody(request) });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => deployment.listen(0, '127.0.0.1', resolve));
  const problem = Promise.withResolvers<void>();
  const socket: SocketMode = await startSocketMode({
    appToken: 'xapp-1',
    signingSecret,
    api: slack.api,
    urlOf: (sent) => `http://127.0.0.1:${(deployment.address() as AddressInfo).port}/slack/${sent}`,
    onProblem: (said) => {
      problems.push(said);
      problem.resolve();
    },
    now: () => now,
  });
  onTestFinished(async () => {
    await socket.close();
    await slack.close();
    deployment.closeAllConnections();
    deployment.close();
  });
  return { slack, taken, problems, problem: problem.promise };
}

export const click = { type: 'interactive', payload: { type: 'block_actions', user: { id: 'U0ONE' } } };

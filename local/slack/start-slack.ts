import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { blockActions, type Click } from './clicks.ts';
import { type Delivered, type Delivery, deliver, formOf } from './deliver.ts';
import { createResponseUrls } from './response-urls.ts';
import { route } from './route.ts';
import { createFailures, type Failure } from './web-api/failure.ts';
import { type Call, createWebApi } from './web-api/web-api.ts';
import { type Channel, createWorkspace, type Member, type Workspace } from './workspace.ts';

export interface SlackSettings {
  token: string;
  signingSecret: string;
  channel: Channel;
  members: readonly Member[];
  /** Asked at each click: the API that listens there starts after Slack. */
  interactionsUrl(): string;
  now?: () => number;
  newId?: () => string;
  port?: number;
}

/** `gone`: the message no longer shows that button to that member, so nothing was sent. */
export type Clicked = Delivered | { kind: 'gone' };

export interface LocalSlack {
  /** For SLACK_API_URL: ends with a slash, as the SDK wants it. */
  apiUrl: string;
  workspace: Workspace;
  /** The answered Web API calls, oldest first. */
  calls: readonly Call[];
  fail(failure: Failure | undefined): void;
  click(click: Click, options?: Partial<Pick<Delivery, 'retry' | 'timeoutMilliseconds'>>): Promise<Clicked>;
  /** Sends any body signed as Slack would, for tests that forge, age or repeat one. */
  send(
    rawBody: string,
    options?: Partial<Pick<Delivery, 'retry' | 'secret' | 'timestamp' | 'timeoutMilliseconds'>>,
  ): Promise<Delivered>;
  close(): Promise<void>;
}

/** Slack takes an interaction for failed when no answer came in three seconds. */
const interactionTimeoutMilliseconds = 3_000;

export async function startSlack(settings: SlackSettings): Promise<LocalSlack> {
  const { token, signingSecret, interactionsUrl, now = Date.now, newId = randomId } = settings;
  const workspace = createWorkspace({ channel: settings.channel, members: settings.members, now });
  const failures = createFailures();
  const calls: Call[] = [];
  const responseUrls = createResponseUrls(workspace, newId, now);
  const webApi = createWebApi({ workspace, newId, token, failures }, (call) => calls.push(call));
  const server = createServer(route({ webApi, responseUrls }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const send: LocalSlack['send'] = (rawBody, options = {}) =>
    deliver({
      url: interactionsUrl(),
      rawBody,
      secret: signingSecret,
      timestamp: Math.floor(now() / 1_000),
      timeoutMilliseconds: interactionTimeoutMilliseconds,
      ...options,
    });

  return {
    apiUrl: `${url}/api/`,
    workspace,
    calls,
    fail: failures.set,
    click: async (click, options = {}) => {
      const responseUrl = `${url}/actions/${responseUrls.issue(click.member, click.ts)}`;
      const payload = blockActions(workspace, click, { triggerId: newId(), responseUrl });
      return payload ? send(formOf(payload), options) : { kind: 'gone' };
    },
    send,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const randomId = (): string => randomBytes(9).toString('base64url');

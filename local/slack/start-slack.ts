import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commandForm, homeOpened, postAnswer } from './calls-of-members.ts';
import { blockActions, type Click } from './clicks.ts';
import { type Delivered, type Delivery, deliver, formOf } from './deliver.ts';
import { createResponseUrls } from './response-urls.ts';
import { route } from './route.ts';
import { createFailures, type Failure } from './web-api/failure.ts';
import { createRateLimit } from './web-api/rate-limit.ts';
import { allScopes } from './web-api/scopes.ts';
import { type Call, createWebApi } from './web-api/web-api.ts';
import { createHomes, type PublishedHome } from './windows/homes.ts';
import {
  follow,
  homePress,
  unfilled,
  type Values,
  viewSubmission,
  windowPress,
} from './windows/submission.ts';
import { createWindows, type OpenWindow } from './windows/windows.ts';
import { type Channel, createWorkspace, type Member, type Usergroup, type Workspace } from './workspace.ts';

export interface SlackSettings {
  token: string;
  signingSecret: string;
  channel: Channel;
  /** Beside it. */
  otherChannels?: readonly Channel[];
  members: readonly Member[];
  usergroups?: readonly Usergroup[];
  /** What the app was installed with, where it is not all that it asks for. */
  scopes?: readonly string[];
  /** Asked at each click: the API that listens there starts after Slack. Events and commands go to its neighbours. */
  interactionsUrl(): string;
  now?: () => number;
  newId?: () => string;
  port?: number;
}

/** `gone`: that button is no longer shown to that member, so nothing was sent. */
export type Clicked = Delivered | { kind: 'gone' };
/** `unfilled`: Slack's client sends nothing off before these inputs are filled. */
export type SentOff = Clicked | { kind: 'unfilled'; blocks: string[] } | { kind: 'not-understood' };

type DeliveryOptions = Partial<Pick<Delivery, 'retry' | 'timeoutMilliseconds'>>;

export interface LocalSlack {
  /** For SLACK_API_URL: ends with a slash, as the SDK wants it. */
  apiUrl: string;
  workspace: Workspace;
  /** The answered Web API calls, oldest first. */
  calls: readonly Call[];
  fail(failure: Failure | undefined): void;
  /** From now on it takes one message a second in a channel, and a few at once, as Slack does. */
  limitRate(on: boolean): void;
  /** From now on it sends each interaction so many times more, as Slack does where it heard no answer. */
  repeat(times: number): void;
  click(click: Click, options?: DeliveryOptions): Promise<Clicked>;
  /** The window that a member has open, if any. */
  windowOf(member: string): OpenWindow | undefined;
  pressInWindow(
    press: { member: string; blockId: string; actionId: string },
    options?: DeliveryOptions,
  ): Promise<Clicked>;
  sendOff(sent: { member: string; values: Values }, options?: DeliveryOptions): Promise<SentOff>;
  closeWindow(member: string): void;
  /** A member opens their page of the app, which is told to the app each time. */
  openHome(member: string, options?: DeliveryOptions): Promise<Clicked>;
  /** What was published there last. */
  homeOf(member: string): PublishedHome | undefined;
  pressInHome(
    press: { member: string; blockId: string; actionId: string },
    options?: DeliveryOptions,
  ): Promise<Clicked>;
  /** A member writes a command into the channel: `/countersign pending`. */
  command(
    written: { member: string; command: string; text: string },
    options?: DeliveryOptions,
  ): Promise<Clicked | { kind: 'not-understood' }>;
  /** Sends any body signed as Slack would, for tests that forge, age or repeat one. */
  send(
    rawBody: string,
    options?: Partial<
      Pick<Delivery, 'url' | 'contentType' | 'retry' | 'secret' | 'timestamp' | 'timeoutMilliseconds'>
    >,
  ): Promise<Delivered>;
  close(): Promise<void>;
}

/** Slack takes an interaction for failed when no answer came in three seconds. */
const interactionTimeoutMilliseconds = 3_000;

export async function startSlack(settings: SlackSettings): Promise<LocalSlack> {
  const { token, signingSecret, interactionsUrl, now = Date.now, newId = randomId } = settings;
  const { channel, otherChannels: others = [], members, usergroups = [], scopes = allScopes } = settings;
  const workspace = createWorkspace({ channel, others, members, usergroups, now });
  const failures = createFailures();
  const rateLimit = createRateLimit(now);
  let repeats = 0;
  const calls: Call[] = [];
  const responseUrls = createResponseUrls(workspace, newId, now);
  const windows = createWindows(newId, now, workspace.changed);
  const homes = createHomes(newId, workspace.changed);
  const webApi = createWebApi(
    { workspace, newId, windows, homes, scopes, token, failures, rateLimit },
    (call) => calls.push(call),
  );
  const server = createServer(route({ webApi, responseUrls }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sendOnce: LocalSlack['send'] = (rawBody, options = {}) =>
    deliver({
      url: interactionsUrl(),
      rawBody,
      secret: signingSecret,
      timestamp: Math.floor(now() / 1_000),
      timeoutMilliseconds: interactionTimeoutMilliseconds,
      ...options,
    });

  const send: LocalSlack['send'] = async (rawBody, options = {}) => {
    const delivered = await sendOnce(rawBody, options);
    for (let number = 1; number <= repeats; number += 1)
      await sendOnce(rawBody, { ...options, retry: { number, reason: 'http_timeout' } });
    return delivered;
  };

  const besides = (route: 'events' | 'commands'): string => new URL(route, interactionsUrl()).href;
  const memberBy = (id: string) => workspace.members.find((member) => member.id === id);

  return {
    apiUrl: `${url}/api/`,
    workspace,
    calls,
    fail: failures.set,
    limitRate: (on) => {
      rateLimit.on = on;
    },
    repeat: (times) => {
      repeats = times;
    },
    click: async (click, options = {}) => {
      const responseUrl = `${url}/actions/${responseUrls.issue(click.member, click.ts)}`;
      const payload = blockActions(workspace, click, {
        triggerId: windows.issueTrigger(click.member),
        responseUrl,
      });
      return payload ? send(formOf(payload), options) : { kind: 'gone' };
    },
    windowOf: windows.of,
    closeWindow: windows.close,
    openHome: async (id, options = {}) => {
      const member = memberBy(id);
      if (!member) return { kind: 'gone' };
      const told = JSON.stringify(homeOpened(member, newId, now()));
      return send(told, { url: besides('events'), contentType: 'application/json', ...options });
    },
    homeOf: homes.of,
    pressInHome: async ({ member: id, ...button }, options = {}) => {
      const [member, home] = [memberBy(id), homes.of(id)];
      const payload = member && home && homePress(member, home, button, windows.issueTrigger(id));
      return payload ? send(formOf(payload), options) : { kind: 'gone' };
    },
    command: async ({ member: id, ...written }, options = {}) => {
      const member = memberBy(id);
      if (!member) return { kind: 'gone' };
      const form = commandForm(member, written, workspace, windows.issueTrigger(id));
      const delivered = await send(form, { url: besides('commands'), ...options });
      if (delivered.kind !== 'accepted') return delivered;
      return postAnswer(workspace, id, delivered.body, newId) === 'posted'
        ? delivered
        : { kind: 'not-understood' };
    },
    pressInWindow: async ({ member: id, ...button }, options = {}) => {
      const [member, window] = [memberBy(id), windows.of(id)];
      const payload = member && window && windowPress(member, window, button, windows.issueTrigger(id));
      return payload ? send(formOf(payload), options) : { kind: 'gone' };
    },
    sendOff: async ({ member: id, values }, options = {}) => {
      const [member, window] = [memberBy(id), windows.of(id)];
      if (!member || !window?.modal.submit) return { kind: 'gone' };
      const blocks = unfilled(window.modal.blocks, values);
      if (blocks.length > 0) return { kind: 'unfilled', blocks };
      const delivered = await send(formOf(viewSubmission(member, window, values)), options);
      if (delivered.kind !== 'accepted') return delivered;
      return follow(windows, id, delivered.body, newId) === 'followed'
        ? delivered
        : { kind: 'not-understood' };
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

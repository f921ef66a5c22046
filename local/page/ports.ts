import type { AuditRecord } from '../../core/evidence/record.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import type { Request } from '../../core/request/request.ts';
import type { Click } from '../slack/clicks.ts';
import type { Clicked, SentOff } from '../slack/start-slack.ts';
import type { Values } from '../slack/windows/submission.ts';
import type { Channel, Message } from '../slack/workspace.ts';
import type { Seen } from './seen-row.ts';
import type { Shown } from './shown-blocks.ts';
import type { ShownWindow } from './shown-window.ts';

/** A member of the Slack channel that the visitor can be. Strangers to the directory have no id. */
export interface PagePerson {
  slack: string;
  name: string;
  id?: string;
  groups: readonly string[];
}

export interface PageAgent {
  id: string;
  role: string;
  owners: readonly string[];
}

/** What an agent sends to POST /v1/requests. */
export interface Submission {
  action: string;
  resource: string;
  parameters: JsonObject;
  reason: string;
}

/** A request that is ready to be tried. */
export interface Example {
  title: string;
  /** What to expect, in a few words: "one person is asked". */
  expect: string;
  agent: string;
  submission: Submission;
}

/** A call of AWS that an agent makes without asking. */
export interface DirectCall {
  id: string;
  agent: string;
  title: string;
  expect: string;
}

/** In AWS's words where it said no. */
export interface CalledDirectly {
  done: boolean;
  words: string;
}

export interface FoundAction {
  action: string;
  /** What people would read of its example. */
  says: string;
  /** Of the others nobody has made an example: what their parameters hold is still to be written. */
  curated: boolean;
}

/** Some of the actions that words find, the first by name. */
export interface FoundActions {
  actions: readonly FoundAction[];
  /** There are others. */
  more: boolean;
}

/** An action, as far as a form can be filled with it. */
export interface ActionToTry extends FoundAction, Pick<Submission, 'resource' | 'parameters'> {}

/** The API's answer, unread. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One object in the audit bucket, as its lock and its lines show it. */
export interface SealedObject {
  key: string;
  bytes: number;
  lockedUntil: string;
  recordIds: readonly string[];
}

/** Something in the account where the examples stand. */
export interface InAccount {
  name: string;
  /** What it has, in one word: `policies`. */
  of: string;
  has: readonly { name: string; document?: string }[];
}

/** The local Slack as the page needs it. */
export interface Chat {
  channel: Channel;
  otherChannels: readonly Channel[];
  messagesFor(member: string): readonly Message[];
  click(click: Click): Promise<Clicked>;
  /** The window that a member has open, if any. */
  windowOf(member: string): ShownWindow | undefined;
  pressInWindow(press: { member: string; blockId: string; actionId: string }): Promise<Clicked>;
  sendOff(sent: { member: string; values: Values }): Promise<SentOff>;
  closeWindow(member: string): void;
  openHome(member: string): Promise<Clicked>;
  /** A member's own page, once something was published there. */
  homeOf(member: string): Shown[] | undefined;
  pressInHome(press: { member: string; blockId: string; actionId: string }): Promise<Clicked>;
  command(written: { member: string; command: string; text: string }): Promise<SentOff>;
}

export type Topic = 'chat' | 'requests' | 'sealed' | 'seen';

/** Everything that the page shows and does. */
export interface PagePorts {
  people(): readonly PagePerson[];
  agents(): readonly PageAgent[];
  examples(): readonly Example[];
  /** In the catalog, asked as the agent. A service with its colon, `rds:`, finds its operations that nobody has described too. */
  findActions(agentId: string, words: string): Promise<FoundActions>;
  /** In the account of the deployment. */
  actionToTry(agentId: string, action: string): Promise<ActionToTry>;
  /** Signs with the agent's credentials and sends to the HTTP API. */
  submitAs(agentId: string, body: JsonObject): Promise<ApiAnswer>;
  directCalls(): readonly DirectCall[];
  callDirectly(id: string): Promise<CalledDirectly>;
  /** What CloudTrail told of, and how it counts. */
  seen(): Promise<Seen>;
  /** Newest first. */
  requests(): Promise<readonly Request[]>;
  /** Oldest first. */
  records(requestId: string): Promise<readonly AuditRecord[]>;
  sealed(): Promise<readonly SealedObject[]>;
  /** What agents' requests change there. */
  inAccount(): readonly InAccount[];
  /** Left out where a real Slack workspace is used. */
  chat: Chat | undefined;
  /** Tells which topic has something new; answers how to stop. */
  onChange(listener: (topic: Topic) => void): () => void;
}

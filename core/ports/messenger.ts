import type { Request } from '../request/request.ts';

/** Where a posted message is. */
export interface Posted {
  channel: string;
  ts: string;
}

/** How people are reached. Slack fills it today; every method may fail as an outage. */
export interface Messenger {
  /** Shows the request where its approvers look. */
  post(request: Request): Promise<Posted>;
  /** Makes a posted message show the request as it stands. A message that people deleted stays deleted. */
  update(at: Posted, request: Request): Promise<void>;
  /** Calls the groups of a later tier into the request's thread. */
  call(at: Posted, request: Request, groups: readonly string[]): Promise<void>;
  /** Says something to one person only. */
  replyPrivately(to: { channel: string; user: string }, text: string): Promise<void>;
}

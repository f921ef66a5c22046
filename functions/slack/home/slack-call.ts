import { commandSchema, eventSchema } from './payload.ts';

/** What Slack tells or asks, as far as it is ours to answer. `team`: of whoever did it. */
export type SlackCall =
  /** Slack asks whether this address is ours. */
  | { kind: 'verification'; challenge: string }
  | { kind: 'opened'; handle: string; team: string }
  | { kind: 'command'; name: string; text: string; handle: string; team: string }
  /** Signed by Slack, and nothing that we answer. */
  | { kind: 'none' }
  | { kind: 'malformed'; why: string };

/** Events come as JSON, commands as a form: each has a route of its own. */
export function readSlackCall(path: string, body: string): SlackCall {
  return path.endsWith('/events') ? readEvent(body) : readCommand(body);
}

function readEvent(body: string): SlackCall {
  const read = eventSchema.safeParse(parse(body));
  if (!read.success) return { kind: 'malformed', why: 'It is no event that Slack describes.' };
  if (read.data.type === 'url_verification') return { kind: 'verification', challenge: read.data.challenge };
  const { team_id, event } = read.data;
  return event.type === 'app_home_opened' && event.tab === 'home' && event.user !== undefined
    ? { kind: 'opened', handle: event.user, team: team_id }
    : { kind: 'none' };
}

function readCommand(body: string): SlackCall {
  const read = commandSchema.safeParse(Object.fromEntries(new URLSearchParams(body)));
  if (!read.success) return { kind: 'malformed', why: 'The form is no command that Slack describes.' };
  const { command: name, text, user_id, team_id } = read.data;
  return { kind: 'command', name, text, handle: user_id, team: team_id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

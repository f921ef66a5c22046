import type { WebClient } from '@slack/web-api';
import type { Secret } from '../../../../adapters/aws/secret.ts';
import { readSlackUser, type SlackUser } from '../../../../adapters/slack/slack-user.ts';
import { once } from '../../../../core/lib/once.ts';

export interface SlackIdentity {
  workspace: string;
  team: string;
  enterprise: string | undefined;
  bot: string;
  /** What the token may. */
  scopes: readonly string[];
}

export interface SlackGroup {
  id: string;
  name: string;
  isOff: boolean;
  members: readonly string[];
}

/** Slack's own word for why not: `invalid_auth`, `not_in_channel`. */
export type SlackAnswer<T> = { ok: true; value: T } | { ok: false; error: string };

/** What checks ask of Slack, with the token that the functions use. None of them is handed it. */
export interface Slack {
  identity(): Promise<SlackAnswer<SlackIdentity>>;
  /** Whether a message would be taken there: one for later is handed in, and taken back at once. */
  tryChannel(channel: string, at: Date): Promise<SlackAnswer<'taken back' | 'left there'>>;
  user(id: string): Promise<SlackAnswer<SlackUser>>;
  userByEmail(address: string): Promise<SlackAnswer<SlackUser>>;
  usergroups(): Promise<SlackAnswer<readonly SlackGroup[]>>;
  /** The status that the address answers to a call that nobody signed. */
  callUnsigned(url: string): Promise<number>;
}

const timeoutMs = 10_000;

export interface SlackPlace {
  region: string;
  secretName: string;
  apiUrl: string;
}

/** Each opens its client when it is first asked. */
export function createSlack({ region, secretName, apiUrl }: SlackPlace): Slack {
  const read = once(async () => {
    const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const { openSecret } = await import('../../../../adapters/aws/secret.ts');
    const client = new SecretsManagerClient({ region });
    return openSecret(client, secretName, Date.now)('botToken');
  });
  return askSlack(apiUrl, {
    read: async () => (await read()).read(),
    readAnew: async () => (await read()).readAnew(),
  });
}

/** With a token, wherever it is kept. */
export function askSlack(apiUrl: string, token: Secret): Slack {
  const open = once(async () => {
    const { createCallSlack, slackError } = await import('../../../../adapters/slack/slack-client.ts');
    return { call: createCallSlack({ apiUrl, token, timeoutMs }), slackError };
  });
  const ask = async <T>(asking: (web: WebClient) => Promise<T>): Promise<SlackAnswer<T>> => {
    const { call, slackError } = await open();
    // Whoever may not read the secret is told so by AWS's own error, and not that Slack is away.
    await token.read();
    try {
      return { ok: true, value: await call(asking) };
    } catch (error) {
      const answered = slackError(error);
      if (answered === undefined) throw error;
      return { ok: false, error: answered };
    }
  };

  return {
    identity: () =>
      ask(async (web) => {
        const { team, team_id, enterprise_id, user, response_metadata } = await web.auth.test();
        return {
          workspace: team ?? '',
          team: team_id ?? '',
          enterprise: enterprise_id,
          bot: user ?? '',
          scopes: response_metadata?.scopes ?? [],
        };
      }),
    tryChannel: (channel, at) =>
      ask(async (web) => {
        const { scheduled_message_id = '' } = await web.chat.scheduleMessage({
          channel,
          post_at: Math.floor(at.getTime() / 1_000),
          text: 'A check of Countersign handed this in and should have taken it back. Nothing is to be done.',
        });
        const back = await web.chat
          .deleteScheduledMessage({ channel, scheduled_message_id })
          .catch(() => ({ ok: false }));
        return back.ok ? ('taken back' as const) : ('left there' as const);
      }),
    user: (id) => ask(async (web) => readSlackUser((await web.users.info({ user: id })).user)),
    userByEmail: (email) =>
      ask(async (web) => readSlackUser((await web.users.lookupByEmail({ email })).user)),
    usergroups: () =>
      ask(async (web) => {
        const { usergroups = [] } = await web.usergroups.list({
          include_users: true,
          include_disabled: true,
        });
        return usergroups.map(({ id = '', name = '', date_delete = 0, users = [] }) => ({
          id,
          name,
          isOff: date_delete !== 0,
          members: users,
        }));
      }),
    callUnsigned: async (url) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, { method: 'POST', body: 'payload={}', redirect: 'manual', signal });
      return response.status;
    },
  };
}

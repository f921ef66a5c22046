import { z } from 'zod';

export type SlackCheck =
  | { ok: true; workspace: string; team: string; bot: string }
  | { ok: false; problem: string };

const refused = z.looseObject({ ok: z.literal(false), error: z.string() });
const ownerSchema = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true), team: z.string(), team_id: z.string(), user: z.string() }),
  refused,
]);
const lineSchema = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true), url: z.string() }),
  refused,
]);

const slackApi = 'https://slack.com/api/';

/** Whose tokens they are, asked before anything starts: with a wrong one every card, or every click, would be lost without a word. */
export async function checkSlack(
  { token, appToken }: { token: string; appToken?: string },
  api = slackApi,
): Promise<SlackCheck> {
  const owner = await ask('auth.test', token, ownerSchema, api);
  if (typeof owner === 'string') return { ok: false, problem: owner };
  if (!owner.ok)
    return {
      ok: false,
      problem: `Slack does not take SLACK_BOT_TOKEN (${owner.error}). Copy the Bot User OAuth Token, xoxb-…, from the app's page OAuth & Permissions. ${orLocal}`,
    };
  const line =
    appToken === undefined ? undefined : await ask('apps.connections.open', appToken, lineSchema, api);
  if (typeof line === 'string') return { ok: false, problem: line };
  if (line?.ok === false)
    return {
      ok: false,
      problem: `Slack does not take SLACK_APP_TOKEN (${line.error}). Switch Socket Mode on in the app's settings, and copy an App-Level Token, xapp-…, with the scope connections:write from its page Basic Information. ${orLocal}`,
    };
  return { ok: true, workspace: owner.team, team: owner.team_id, bot: owner.user };
}

/** Slack's answer, or why there is none. */
async function ask<Schema extends z.ZodType>(
  method: string,
  token: string,
  schema: Schema,
  api: string,
): Promise<z.infer<Schema> | string> {
  let body: unknown;
  try {
    const response = await fetch(new URL(method, api), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(10_000),
    });
    body = await response.json();
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    const why = cause instanceof Error ? cause.message : String(error);
    return `Slack cannot be reached (${why}). ${orLocal}`;
  }
  const answer = schema.safeParse(body);
  return answer.success ? answer.data : `What answers at ${api} is not Slack. ${orLocal}`;
}

const orLocal =
  'Without SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_SIGNING_SECRET a local Slack takes its place.';

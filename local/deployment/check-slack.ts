import { z } from 'zod';
import type { SlackSecrets } from './slack-side.ts';

export type SlackCheck =
  | { ok: true; workspace: string; team: string; bot: string }
  | { ok: false; problem: string };

const answerSchema = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true), team: z.string(), team_id: z.string(), user: z.string() }),
  z.looseObject({ ok: z.literal(false), error: z.string() }),
]);

/** Whose token it is, asked before anything starts: with a wrong one every card would be lost without a word. */
export async function checkSlack(
  { token }: Pick<SlackSecrets, 'token'>,
  api = 'https://slack.com/api/',
): Promise<SlackCheck> {
  let body: unknown;
  try {
    const response = await fetch(new URL('auth.test', api), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(10_000),
    });
    body = await response.json();
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    const why = cause instanceof Error ? cause.message : String(error);
    return { ok: false, problem: `Slack cannot be reached (${why}). ${orLocal}` };
  }
  const answer = answerSchema.safeParse(body);
  if (!answer.success) return { ok: false, problem: `What answers at ${api} is not Slack. ${orLocal}` };
  return answer.data.ok
    ? { ok: true, workspace: answer.data.team, team: answer.data.team_id, bot: answer.data.user }
    : {
        ok: false,
        problem: `Slack does not take SLACK_BOT_TOKEN (${answer.data.error}). Copy the Bot User OAuth Token, xoxb-…, from the app's page OAuth & Permissions. ${orLocal}`,
      };
}

const orLocal = 'Without SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET a local Slack takes its place.';

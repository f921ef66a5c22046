import { z } from 'zod';

/** The workspaces whose people can sign. */
export const slackTeams = z
  .string()
  .transform((teams) => teams.split(','))
  .pipe(z.array(z.string().min(1)).min(1));

/** How somebody of Slack becomes a person. */
export const slackPeople = z.enum(['handles', 'email']);

/** What every function that speaks to Slack must be told. */
export const slackEnv = {
  SLACK_CHANNEL: z.string().min(1),
  /** The other channels, as `name=id` with commas: none where it is empty. */
  SLACK_CHANNELS: z.string().transform((text) =>
    Object.fromEntries(
      text
        .split(',')
        .filter((pair) => pair !== '')
        .map((pair) => pair.split('=') as [name: string, id: string]),
    ),
  ),
  /** Where it is told that a card could not be shown; empty where the settings name none. */
  SLACK_FALLBACK_CHANNEL: z.string(),
  /** Where a ticket is read, with `{ticket}` for its name; empty where the settings name no such place. */
  SLACK_TICKET_URL: z.string(),
  /** The Secrets Manager id of the bot token and the signing secret, never one of these. */
  SLACK_SECRET: z.string().min(1),
  /** Set only where Slack is somewhere else, as on one machine. */
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
  /** So many times the rates that Slack documents, where something else than Slack takes them. */
  SLACK_SPEED: z.coerce.number().positive().default(1),
};

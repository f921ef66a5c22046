import { z } from 'zod';
import { slackEnv } from '../../shared/slack-env.ts';

export const env = z.object({
  ...slackEnv,
  /** The workspaces whose people can sign. */
  SLACK_TEAMS: z
    .string()
    .transform((teams) => teams.split(','))
    .pipe(z.array(z.string().min(1)).min(1)),
  /** How somebody of Slack becomes a person. */
  SLACK_PEOPLE: z.enum(['handles', 'email']),
  TABLE_NAME: z.string().min(1),
  REVOKE_FUNCTION: z.string().min(1),
  UNDO_FUNCTION: z.string().min(1),
  TURN_FUNCTION: z.string().min(1),
  CONTAIN_FUNCTION: z.string().min(1),
  REVERT_FUNCTION: z.string().min(1),
});

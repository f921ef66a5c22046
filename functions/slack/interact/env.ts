import { z } from 'zod';
import { slackEnv, slackTeams } from '../../shared/slack-env.ts';

export const env = z.object({
  ...slackEnv,
  SLACK_TEAMS: slackTeams,
  /** How somebody of Slack becomes a person. */
  SLACK_PEOPLE: z.enum(['handles', 'email']),
  TABLE_NAME: z.string().min(1),
  REVOKE_FUNCTION: z.string().min(1),
  UNDO_FUNCTION: z.string().min(1),
  TURN_FUNCTION: z.string().min(1),
  CONTAIN_FUNCTION: z.string().min(1),
  REVERT_FUNCTION: z.string().min(1),
});

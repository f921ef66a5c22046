import { z } from 'zod';
import { slackEnv, slackPeople, slackTeams } from '../../shared/slack-env.ts';

export const env = z.object({
  ...slackEnv,
  SLACK_TEAMS: slackTeams,
  SLACK_PEOPLE: slackPeople,
  TABLE_NAME: z.string().min(1),
  REVOKE_FUNCTION: z.string().min(1),
  UNDO_FUNCTION: z.string().min(1),
  TURN_FUNCTION: z.string().min(1),
  CONTAIN_FUNCTION: z.string().min(1),
  REVERT_FUNCTION: z.string().min(1),
});

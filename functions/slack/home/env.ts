import { z } from 'zod';
import { slackEnv, slackTeams } from '../../shared/slack-env.ts';

const { SLACK_SECRET, SLACK_API_URL } = slackEnv;

export const env = z.object({
  SLACK_SECRET,
  SLACK_API_URL,
  SLACK_TEAMS: slackTeams,
  TABLE_NAME: z.string().min(1),
});

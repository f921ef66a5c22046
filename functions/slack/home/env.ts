import { z } from 'zod';
import { slackEnv, slackPeople, slackTeams } from '../../shared/slack-env.ts';

const { SLACK_SECRET, SLACK_API_URL } = slackEnv;

export const env = z.object({
  SLACK_SECRET,
  SLACK_API_URL,
  SLACK_TEAMS: slackTeams,
  SLACK_PEOPLE: slackPeople,
  TABLE_NAME: z.string().min(1),
});

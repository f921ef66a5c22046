import { z } from 'zod';
import { slackEnv } from '../../shared/slack-env.ts';

export const env = z.object({
  ...slackEnv,
  TABLE_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  INCIDENT_MACHINE_ARN: z.string().min(1),
});

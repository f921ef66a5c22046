import { z } from 'zod';
import { slackEnv } from '../../shared/slack-env.ts';
import { openingEnv } from '../../shared/submit/opening-env.ts';

export const env = z.object({ ...slackEnv, ...openingEnv, EXECUTE_FUNCTION: z.string().min(1) });

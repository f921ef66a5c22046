import { z } from 'zod';
import { openingEnv } from '../../shared/submit/opening-env.ts';

export const env = z.object(openingEnv);

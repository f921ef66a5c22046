import { z } from 'zod';
import { sightingEnv } from '../../shared/detection/sighting-env.ts';

export const env = z.object(sightingEnv);

import { z } from 'zod';
import { listed, sightingEnv } from '../../shared/detection/sighting-env.ts';

export const env = z.object({
  ...sightingEnv,
  /** Where agents are watched. */
  REGIONS: listed,
  /** `bucket/prefix/AWSLogs/`, and the account whose role may read it. Empty: CloudTrail's own history is asked. */
  TRAIL_LOCATION: z.string(),
  /** Which of the trails that write there. Empty: there is one. */
  TRAIL_NAME: z.string(),
  TRAIL_ACCOUNT: z.string().regex(/^\d{12}$/),
  /** So many times the questions that CloudTrail takes, where something else than CloudTrail takes them. */
  CLOUDTRAIL_SPEED: z.coerce.number().positive().default(1),
});

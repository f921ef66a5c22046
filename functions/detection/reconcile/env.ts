import { z } from 'zod';
import { boundaryModes } from '../../../catalog/boundary/agent-limits.ts';
import { slackEnv } from '../../shared/slack-env.ts';
import { openingEnv } from '../../shared/submit/opening-env.ts';

const listed = z
  .string()
  // Its own account may be listed a second time.
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(z.string().min(1)).min(1));

export const env = z.object({
  ...slackEnv,
  ...openingEnv,
  /** Where agents act and are watched, and what their roles are called. */
  ACCOUNTS: listed,
  REGIONS: listed,
  AGENT_ROLE_PATTERNS: z.string().min(1),
  ASSUMABLE_ROLES: z.string(),
  AGENT_BOUNDARY: z.enum(boundaryModes),
  /** What the names of all that is Countersign's own begin with, a dash apart. */
  DEPLOYMENT: z.string().min(1),
  /** The names of Countersign's own roles, in whichever account. */
  EXECUTOR_ROLE: z.string().min(1),
  GRANT_ROLE: z.string().min(1),
  LOOK_ROLE: z.string().min(1),
  REVOKE_ROLE: z.string().min(1),
  CONTAIN_ROLE: z.string().min(1),
  RECONCILE_ROLE: z.string().min(1),
  /** `bucket/prefix/AWSLogs/`, and the account whose role may read it. Empty: CloudTrail's own history is asked. */
  TRAIL_LOCATION: z.string(),
  TRAIL_ACCOUNT: z.string().regex(/^\d{12}$/),
});

import { z } from 'zod';
import { boundaryModes } from '../../../catalog/boundary/agent-limits.ts';
import type { EnvironmentValue } from '../function-spec.ts';
import { slackEnv } from '../slack-env.ts';
import { slackSettings } from '../slack-settings.ts';
import { openingEnv } from '../submit/opening-env.ts';

/** With commas. An account of its own may be listed a second time. */
export const listed = z
  .string()
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(z.string().min(1)).min(1));

/** What every function that judges events of CloudTrail must be told. */
export const sightingEnv = {
  ...slackEnv,
  ...openingEnv,
  /** Where agents act, what their roles are called, and what they may become. */
  ACCOUNTS: listed,
  AGENT_ROLE_PATTERNS: listed,
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
};

/** What fills it, for the function's spec. */
export const sightingEnvironment = {
  TABLE_NAME: { resource: 'tableName' },
  OWN_IDS: { resource: 'ownIds' },
  DATA_EVENTS: { setting: 'detection.dataEvents' },
  PENDING_LIMIT: { setting: 'pendingLimit' },
  REQUESTS_PER_MINUTE: { setting: 'requestsPerMinute' },
  ...slackSettings,
  ACCOUNTS: { resource: 'accounts' },
  AGENT_ROLE_PATTERNS: { setting: 'agentRolePatterns' },
  ASSUMABLE_ROLES: { setting: 'assumableRoles' },
  AGENT_BOUNDARY: { setting: 'agentBoundary' },
  DEPLOYMENT: { resource: 'deployment' },
  EXECUTOR_ROLE: { roleName: 'executor' },
  GRANT_ROLE: { roleName: 'grant' },
  LOOK_ROLE: { roleName: 'look' },
  REVOKE_ROLE: { roleName: 'revoke' },
  CONTAIN_ROLE: { roleName: 'contain' },
  RECONCILE_ROLE: { roleName: 'reconcile' },
} as const satisfies Readonly<Record<string, EnvironmentValue>>;

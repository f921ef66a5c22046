import type { z } from 'zod';
import { plainRulings } from '../../../catalog/generate/gated-actions.ts';
import type { OpenDeployment } from '../submit/open-deployment.ts';
import type { SightDeployment } from './sight-deployment.ts';
import type { sightingEnv } from './sighting-env.ts';

type Settings = { [Name in keyof typeof sightingEnv]: z.infer<(typeof sightingEnv)[Name]> };

/** The deployment as its environment and what lies beside the code tell it. */
export const sightDeploymentOf = (
  settings: Omit<Settings, 'SLACK_API_URL'>,
  {
    context,
    directory,
    policies,
    channels,
  }: Pick<OpenDeployment, 'context' | 'directory' | 'policies' | 'channels'>,
): SightDeployment => ({
  ...context,
  directory,
  policies,
  channels,
  plainRulingOn: plainRulings(policies),
  accounts: settings.ACCOUNTS,
  agentRolePatterns: [...settings.AGENT_ROLE_PATTERNS, ...listedIn(settings.ASSUMABLE_ROLES)].map(
    withoutPath,
  ),
  boundary: settings.AGENT_BOUNDARY,
  ownRoleNames: {
    executor: settings.EXECUTOR_ROLE,
    grant: settings.GRANT_ROLE,
    look: settings.LOOK_ROLE,
    revoke: settings.REVOKE_ROLE,
    contain: settings.CONTAIN_ROLE,
    reconcile: settings.RECONCILE_ROLE,
  },
  ownPrefix: `${settings.DEPLOYMENT}-`,
});

const listedIn = (text: string): string[] => text.split(',').filter((one) => one !== '');

/** So CloudTrail names the role of a session. */
const withoutPath = (role: string): string => role.replace(/:role\/.*\//, ':role/');

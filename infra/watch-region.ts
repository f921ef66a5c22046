import type { CatalogEntry } from '../catalog/entry.ts';
import { type EventRule, eventRules } from '../catalog/generate/event-patterns.ts';
import { watchingRules } from '../catalog/generate/watching-rules.ts';
import { accountRoles } from './account-role.ts';
import { iamNameOf, nameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

export type WatchSettings = Pick<Config, 'agentRolePatterns' | 'stage' | 'region' | 'detection'> & {
  assumableRoles: readonly string[];
};

/** What each region sees, as it is deployed: the same rules in all of them. */
export function watchRegion(gated: readonly CatalogEntry[], config: WatchSettings): EventRule[] {
  // A role that an agent may become is the agent, under another name.
  const agentRoles = [...config.agentRolePatterns, ...config.assumableRoles];
  return [
    ...eventRules(gated, agentRoles),
    ...watchingRules({
      agentRoles,
      ownRoles: Object.values(accountRoles).map(
        ({ name }) => `arn:aws:iam::*:role/${iamNameOf(config, name)}`,
      ),
      ownPrefix: nameOf(config, ''),
      dataEvents: config.detection.dataEvents,
    }),
  ];
}

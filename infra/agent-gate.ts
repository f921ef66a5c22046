import type { AgentLimits, BoundarySettings, Published } from '../catalog/boundary/agent-limits.ts';
import { limitAgents } from '../catalog/boundary/limit-agents.ts';
import { makeRoom } from '../catalog/boundary/make-room.ts';
import { type EventRule, patternLimit } from '../catalog/generate/event-patterns.ts';
import { gatedActions } from '../catalog/generate/gated-actions.ts';
import {
  type Fitted,
  permissionsBoundary,
  roomForPatterns,
} from '../catalog/generate/permissions-boundary.ts';
import type { PolicyDocument } from '../catalog/generate/policy-document.ts';
import { secondPolicy } from '../catalog/generate/second-policy.ts';
import { serviceControlPolicies } from '../catalog/generate/service-control-policies.ts';
import { apiDenialSize } from './api-denial.ts';
import { keepBoundary } from './keep-boundary.ts';
import type { Loaded } from './loaded.ts';
import { ownResources } from './own-resources.ts';
import type { PolicySet } from './policies.ts';
import type { Config } from './settings-schema.ts';
import { watchRegion } from './watch-region.ts';

/** What keeps agents from going around the gate, all of it from the one list of actions that are behind it. */
export interface AgentGate {
  limits: AgentLimits;
  /** For the agents' roles, in this account. */
  boundary: PolicyDocument;
  /** What the boundary has no room for: attached to the agents' roles, where there is no organization. */
  secondPolicy: PolicyDocument | undefined;
  /** All of it for an organization, which attaches them from its management account. */
  serviceControlPolicies: readonly PolicyDocument[];
  /** See what was done all the same: in each region that is watched, of each account. */
  eventRules: readonly EventRule[];
}

export type GateSettings = BoundarySettings &
  Pick<Config, 'agentRolePatterns' | 'stage' | 'region' | 'slack' | 'serviceControlPolicies' | 'detection'>;

/** A gate with a part that AWS would not take is none: better no deployment. */
export function agentGate(
  { catalog, policy }: Pick<PolicySet, 'catalog' | 'policy'>,
  config: GateSettings,
  published: Published,
): Loaded<AgentGate> {
  const { policies } = policy;
  const beside = ownResources(config);
  const all = limitAgents({ catalog, policies }, config, published);
  const limits = makeRoom(all, roomForPatterns(all, beside, apiDenialSize), published.paths);
  const boundary = permissionsBoundary(limits, beside, apiDenialSize);
  const second = secondPolicy(limits);
  const organization = serviceControlPolicies(
    { limits, agentRolePatterns: config.agentRolePatterns, beside, forEverybody: keepBoundary(config) },
    config.serviceControlPolicies,
  );
  const rules = withinLimit(watchRegion(gatedActions(catalog, policies), config));
  if (boundary.ok && second.ok && organization.ok && rules.ok) {
    return {
      ok: true,
      value: {
        limits,
        boundary: boundary.value,
        secondPolicy: second.value,
        serviceControlPolicies: organization.value,
        eventRules: rules.value,
      },
    };
  }
  const problems = [boundary, second, organization, rules].flatMap((part) => (part.ok ? [] : part.problem));
  return { ok: false, problems };
}

/** Rules are split until each fits; one call that is too long by itself is all that can be left. */
function withinLimit(rules: EventRule[]): Fitted<EventRule[]> {
  const tooLong = rules
    .map(({ pattern }) => JSON.stringify(pattern))
    .find(({ length }) => length > patternLimit);
  if (tooLong === undefined) return { ok: true, value: rules };
  const event = /"eventName":\["([^"]+)/.exec(tooLong)?.[1];
  return {
    ok: false,
    problem:
      `An event rule has ${tooLong.length} characters and EventBridge takes ${patternLimit}: ` +
      (event === undefined
        ? "name the agents' roles by fewer or shorter patterns."
        : `shorten \`where\` of the catalog entry whose CloudTrail event is ${event}.`),
  };
}

import { type EventRule, eventRules, patternLimit } from '../catalog/generate/event-patterns.ts';
import { gatedActions } from '../catalog/generate/gated-actions.ts';
import { type Fitted, permissionsBoundary } from '../catalog/generate/permissions-boundary.ts';
import type { PolicyDocument } from '../catalog/generate/policy-document.ts';
import { serviceControlPolicies } from '../catalog/generate/service-control-policies.ts';
import { apiDenialSize } from './api-denial.ts';
import type { Loaded } from './loaded.ts';
import { ownResources } from './own-resources.ts';
import type { PolicySet } from './policies.ts';
import type { Config } from './settings-schema.ts';

/** What keeps agents from going around the gate, all of it from the one list of actions that are behind it. */
export interface AgentGate {
  /** For the agents' roles, in this account. */
  boundary: PolicyDocument;
  /** The same for an organization, which attaches them from its management account. */
  serviceControlPolicies: readonly PolicyDocument[];
  /** See what was done all the same. */
  eventRules: readonly EventRule[];
}

/** A gate with a part that AWS would not take is none: better no deployment. */
export function agentGate(
  { catalog, policy }: Pick<PolicySet, 'catalog' | 'policy'>,
  config: Pick<Config, 'agentRolePatterns' | 'stage' | 'slack'>,
): Loaded<AgentGate> {
  const gated = gatedActions(catalog, policy.policies);
  const beside = ownResources(config);
  const boundary = permissionsBoundary(gated, beside, apiDenialSize);
  const organization = serviceControlPolicies(gated, config.agentRolePatterns, beside);
  const rules = withinLimit(eventRules(gated));
  if (boundary.ok && organization.ok && rules.ok) {
    const gate = { boundary: boundary.value, serviceControlPolicies: organization.value };
    return { ok: true, value: { ...gate, eventRules: rules.value } };
  }
  const problems = [boundary, organization, rules].flatMap((part) => (part.ok ? [] : part.problem));
  return { ok: false, problems };
}

/** Rules are split until each fits; one call that is too long by itself is all that can be left. */
function withinLimit(rules: EventRule[]): Fitted<EventRule[]> {
  const tooLong = rules
    .map(({ pattern }) => JSON.stringify(pattern))
    .find(({ length }) => length > patternLimit);
  if (tooLong === undefined) return { ok: true, value: rules };
  return {
    ok: false,
    problem:
      `An event rule has ${tooLong.length} characters and EventBridge takes ${patternLimit}: shorten \`where\` of the ` +
      `catalog entry whose CloudTrail event is ${/"eventName":\["([^"]+)/.exec(tooLong)?.[1]}.`,
  };
}

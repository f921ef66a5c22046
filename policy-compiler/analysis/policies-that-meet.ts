import type { DirectoryAgent } from '../../core/directory/directory.ts';
import { agentGroupKey, agentKey, indexByScope } from '../../core/policy/policy-index.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';
import { canBeTrue, evaluatePartially, type PartialValue } from './partial-evaluation.ts';
import type { KnownNames } from './scope-reach.ts';

/** A policy that could match, and what is known of it before there is a request. */
export interface Candidate {
  parsed: ParsedPolicy;
  value: PartialValue;
}

/** A kind of request that could come, and the policies that could match it together. */
export interface MeetingPolicies {
  agents: readonly DirectoryAgent[];
  candidates: readonly Candidate[];
}

/**
 * Every set of policies that can meet in one request: by agent, action, environment and resource, as far as heads and
 * conditions on the environment tell. More may seem to meet than do, never fewer.
 */
export function policiesThatMeet(
  policies: readonly ParsedPolicy[],
  known: KnownNames,
  environments: readonly string[],
): MeetingPolicies[] {
  return meetings(policies, known).flatMap(({ agents, met }) =>
    environments.flatMap((environment) => {
      const candidates = met
        .map((parsed): Candidate => ({ parsed, value: evaluatePartially(parsed.json, environment) }))
        .filter(({ value }) => canBeTrue(value));
      // One that is about any resource meets those about one, each on its own; what none names meets only the former.
      const byResource = Map.groupBy(candidates, ({ parsed }) => parsed.policy.scope.resource);
      const anywhere = byResource.get(null) ?? [];
      byResource.delete(null);
      const somewhere = [...byResource.values()].map((own) => [...anywhere, ...own]);
      return [anywhere, ...somewhere].map((each) => ({ agents, candidates: each }));
    }),
  );
}

interface Meeting {
  agents: DirectoryAgent[];
  met: ParsedPolicy[];
}

/** Agents and actions that no policy tells apart are looked at once. */
function meetings(policies: readonly ParsedPolicy[], { agents, actions }: KnownNames): Meeting[] {
  const find = indexByScope(policies, ({ policy: { scope } }) => ({ ...scope, resource: null }));
  const named = new Set(
    policies.flatMap(({ policy: { scope } }) => [scope.principal ?? [], scope.actions ?? []].flat()),
  );
  const known = (names: readonly string[]) => names.filter((name) => named.has(name));
  const found = new Map<string, Meeting>();
  for (const agent of agents) {
    const principals = known([agentKey(agent.id), ...agent.groups.map(agentGroupKey)]);
    for (const [action, groups] of Object.entries(actions)) {
      const standing = { principals, actions: known([action, ...groups]), resources: [] };
      const key = JSON.stringify(standing);
      const meeting = found.get(key) ?? { agents: [], met: find(standing) };
      if (meeting.agents.at(-1) !== agent) meeting.agents.push(agent);
      found.set(key, meeting);
    }
  }
  return [...found.values()];
}

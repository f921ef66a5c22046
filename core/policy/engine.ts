import { type EntityJson, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { parseArn } from '../lib/arn.ts';
import { compareText } from '../lib/compare-text.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import type { Policy, PolicyBundle } from './bundle.ts';
import { type Channels, settledChannel } from './channels.ts';
import { merge, refuseUnsatisfiable } from './merge.ts';
import { findOwn, type NamedOwn } from './own.ts';
import { agentGroupKey, agentKey, type EntityName, indexByScope, resourceKey } from './policy-index.ts';
import { createPreparedSets } from './prepared-sets.ts';
import { formatSettledChannel } from './reasons.ts';
import type { Facts, Refuse, Review, RuleOn, Ruling } from './ruling.ts';
import { isSatisfiable, ownersOf } from './satisfiable.ts';

/** Parameters as Cedar can hold them: the catalog's `toCedar`. What Cedar has no type for is left out. */
export type ParametersToCedar = (action: string, parameters: JsonObject, account: string) => JsonObject;

/** Policy's answer to facts. Whatever cannot be ruled on is refused, and the ruling says why. */
export function createRuleOn(bundle: PolicyBundle, toCedar: ParametersToCedar): RuleOn {
  const candidatesFor = indexByScope(bundle.policies, ({ scope }) => scope);
  const prepared = createPreparedSets();

  const refuse = (reasons: string[], policies: string[] = []): Refuse => ({
    decision: 'refuse',
    risk: 'high',
    policies,
    policyVersion: bundle.version,
    reasons,
  });

  const ruleBy = (matched: readonly Policy[], { agent, environment, onlyAgentRuns }: Facts): Ruling => {
    const ruling = merge(matched, bundle.version, onlyAgentRuns ? 'agent' : 'countersign');
    const owners = ownersOf(bundle.directory, agent.id);
    if (ruling.decision !== 'review') return ruling;
    return isSatisfiable(ruling, bundle.directory, owners)
      ? inChannel(ruling, bundle.channels, environment)
      : refuseUnsatisfiable(ruling, matched, owners);
  };

  return (facts) => {
    // Before any policy: none can allow it, and nobody is asked.
    const named = findOwn(bundle.own, facts);
    if (named) return { ...refuse([refusedAsOwn(named)]), risk: 'critical' };

    const actionGroups = Object.hasOwn(bundle.actions, facts.action)
      ? bundle.actions[facts.action]
      : facts.uncurated;
    if (!actionGroups) return refuse([`Refused: no policy was checked against the action ${facts.action}.`]);

    const candidates = candidatesFor({
      principals: [agentKey(facts.agent.id), ...facts.agent.groups.map(agentGroupKey)],
      actions: [facts.action, ...actionGroups],
      resources: [resourceKey(facts.resource)],
    });
    if (candidates.length === 0) return refuse([noPermit]);

    const { action, account } = facts;
    const context = { ...contextOf(facts), parameters: toCedar(action, facts.parameters, account) };
    const reserved = reservedNameIn(context);
    if (reserved) return refuse([`Refused: the name ${reserved} is kept for Cedar itself.`]);

    const answer = statefulIsAuthorized({
      principal: agentOf(facts),
      action: { type: 'Action', id: facts.action },
      resource: { type: 'Resource', id: facts.resource },
      context,
      entities: entitiesOf(facts, actionGroups),
      preparsedPolicySetId: prepared(candidates),
    });
    if (answer.type === 'failure') {
      return refuse([
        'Refused: Cedar could not take the request.',
        ...answer.errors.map(({ message }) => message),
      ]);
    }

    const { errors, reason } = answer.response.diagnostics;
    if (errors.length > 0) {
      const failed = errors.toSorted((a, b) => compareText(a.policyId, b.policyId));
      return refuse(
        failed.map(({ policyId, error }) => `Refused: ${policyId} could not be evaluated: ${error.message}.`),
        failed.map(({ policyId }) => policyId),
      );
    }
    const matched = candidates.filter(({ id }) => reason.includes(id));
    return matched.length > 0 ? ruleBy(matched, facts) : refuse([noPermit]);
  };
}

/** A policy's word goes before the settings'. */
function inChannel(ruling: Review, channels: Channels, environment: string): Review {
  if (ruling.terms.channel !== undefined) return ruling;
  const channel = settledChannel(channels, { risk: ruling.risk, environment });
  return channel === undefined
    ? ruling
    : {
        ...ruling,
        terms: { ...ruling.terms, channel },
        reasons: [...ruling.reasons, formatSettledChannel(channel)],
      };
}

/** Without the value itself, which may be a secret. */
const refusedAsOwn = ({ pointer, own }: NamedOwn): string =>
  `Refused: ${pointer} names ${own}, or could mean it, which is Countersign's own. No policy and nobody's yes opens that. Name what is meant, or leave it to the people who run Countersign.`;

const noPermit = 'Refused: no policy permits it.';

const agentOf = ({ agent }: Facts): EntityName => ({ type: 'Agent', id: agent.id });

function contextOf({ account, region, environment, stated }: Facts): JsonObject {
  const said = Object.entries(stated).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { account, region, environment, stated: Object.fromEntries(said) };
}

/** Without a schema Cedar knows of groups only what stands here. */
function entitiesOf(facts: Facts, actionGroups: readonly string[]): EntityJson[] {
  const { service = '', account = '', region = '' } = parseArn(facts.resource) ?? {};
  return [
    {
      uid: agentOf(facts),
      attrs: { role: facts.agent.role },
      parents: facts.agent.groups.map((id) => ({ type: 'AgentGroup', id })),
    },
    {
      uid: { type: 'Action', id: facts.action },
      attrs: {},
      parents: actionGroups.map((id) => ({ type: 'Action', id })),
    },
    {
      uid: { type: 'Resource', id: facts.resource },
      attrs: {
        arn: facts.resource,
        service,
        account: account || facts.account,
        region: region || facts.region,
      },
      parents: [],
    },
  ];
}

/**
 * Cedar's JSON reads `{"__entity": ...}` and `{"__extn": ...}` as other types than a schema promised, and a policy that
 * compares them is silently false: an agent could transition out of a forbid. No parameter of AWS is called so.
 */
function reservedNameIn(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return firstOf(value, reservedNameIn);
  return (
    Object.keys(value).find((key) => key.startsWith('__')) ?? firstOf(Object.values(value), reservedNameIn)
  );
}

function firstOf<T, R>(values: readonly T[], look: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = look(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

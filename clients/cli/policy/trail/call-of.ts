import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { CatalogEntry, Location } from '../../../../catalog/entry.ts';
import { locationOf } from '../../../../catalog/location.ts';
import { fitParameters } from '../../../../catalog/trail/fit-parameters.ts';
import type { TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import type { DirectoryAgent } from '../../../../core/directory/directory.ts';
import { type AgentCaller, agentCaller } from '../../../../core/directory/identity.ts';
import { partitionOf } from '../../../../core/lib/arn.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { environmentOf } from '../../../../core/policy/bundle.ts';
import type { Facts } from '../../../../core/policy/ruling.ts';
import { readsContext, readsResource } from '../../../../policy-compiler/read/scope.ts';
import type { Policies } from '../policies.ts';

/** What an event is to a backtest. Two calls with one `rulingKey` are ruled on alike: they differ where no policy looks. */
export type Call =
  | { kind: 'call'; facts: Facts; agent: DirectoryAgent; day: string; rulingKey: string }
  | { kind: 'stranger' }
  | { kind: 'outside' }
  /** Policies look at its parameters or resource, and those cannot be read back. */
  | { kind: 'unread'; action: string };

export function createCallOf({
  bundle,
  catalog,
}: Pick<Policies, 'bundle' | 'catalog'>): (event: TrailEvent) => Call {
  const entriesByCall = Map.groupBy(
    catalog.entries.flatMap((entry) => (entry.cloudTrail?.names ?? []).map((name) => ({ entry, name }))),
    ({ entry, name }) => `${entry.cloudTrail?.source} ${name}`,
  );
  const callerOf = remember((arn: string): AgentCaller | undefined => agentCaller(bundle.directory, arn));
  const looksInside = remember((action: string): boolean => {
    const groups = bundle.actions[action] ?? [];
    return bundle.policies.some(({ scope, text }) => {
      if (scope.actions !== null && ![action, ...groups].some((name) => scope.actions?.includes(name)))
        return false;
      const answer = policyToJson(text);
      return (
        answer.type === 'failure' || readsContext(answer.json, 'parameters') || readsResource(answer.json)
      );
    });
  });

  return (event) => {
    const caller = callerOf(event.userIdentity.arn ?? '');
    if (!caller) return { kind: 'stranger' };
    const candidates = entriesByCall.get(`${event.eventSource} ${event.eventName}`) ?? [];
    const entry = candidates.find(({ entry: { cloudTrail } }) =>
      matches(cloudTrail?.where ?? {}, event),
    )?.entry;
    if (!entry) return { kind: 'outside' };
    const parameters = fitParameters(entry, event.requestParameters);
    if (!parameters && looksInside(entry.action)) return { kind: 'unread', action: entry.action };

    const { agent, role } = caller;
    const own = {
      partition: partitionOf(role),
      account: event.recipientAccountId ?? caller.account,
      region: event.awsRegion,
    };
    const resource = parameters ? resourceOf(entry, parameters, own) : (event.resources?.[0]?.ARN ?? '');
    const { account, region } = locationOf(resource, own);
    const facts: Facts = {
      agent: { id: agent.id, role, groups: agent.groups },
      action: entry.action,
      resource,
      account,
      region,
      environment: environmentOf(bundle, account),
      parameters: parameters ?? {},
      stated: { reason: 'A call in CloudTrail.' },
    };
    const rulingKey = canonicalJson(
      looksInside(entry.action)
        ? facts
        : { agent: facts.agent, action: facts.action, account, region, environment: facts.environment },
    );
    return { kind: 'call', facts, agent, day: event.eventTime.slice(0, 10), rulingKey };
  };
}

const resourceOf = (entry: CatalogEntry, parameters: Facts['parameters'], own: Location): string =>
  entry.arn(parameters, { ...own, account: entry.accountOf(parameters) ?? own.account });

/** The part of EventBridge's patterns that the catalog's `where` uses: plain values, in lists of alternatives. */
function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.includes(value);
  const held = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return Object.entries(pattern as object).every(([key, inner]) => matches(inner, held[key]));
}

/** A few thousand roles and actions in a gigabyte of events; many more would be an attack on memory. */
function remember<T>(look: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (known.has(key)) return known.get(key) as T;
    const found = look(key);
    if (known.size >= 10_000) known.clear();
    known.set(key, found);
    return found;
  };
}

import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { deriveFacts, factsWithoutParameters } from '../../../../catalog/derive-facts.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import type { TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import { createCaseCheck } from '../../../../catalog/values/iam-case.ts';
import type { DirectoryAgent } from '../../../../core/directory/directory.ts';
import { type AgentCaller, agentCaller } from '../../../../core/directory/identity.ts';
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

const stated = { reason: 'A call in CloudTrail.' };

export function createCallOf({
  bundle,
  catalog,
}: Pick<Policies, 'bundle' | 'catalog'>): (event: TrailEvent) => Call {
  const readCall = createReadCall(catalog);
  const whyNotCase = createCaseCheck(bundle.mentioned);
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
    const call = readCall(event);
    if (!call) return { kind: 'outside' };
    const { entry, parameters } = call;
    const { action } = entry;
    const unread: Call = { kind: 'unread', action };
    if (!parameters && looksInside(action)) return unread;

    const context = {
      caller,
      account: event.recipientAccountId,
      region: event.awsRegion,
      environmentOf: (account: string) => environmentOf(bundle, account),
      whyNotCase,
    };
    const derived = parameters
      ? deriveFacts(entry, parameters, context, { stated })
      : { ok: true, facts: factsWithoutParameters(entry, event.resources?.[0]?.ARN ?? '', context, stated) };
    if (!('facts' in derived)) return unread;
    const { facts } = derived;
    const { account, region, environment } = facts;
    const rulingKey = canonicalJson(
      looksInside(action) ? facts : { agent: facts.agent, action, account, region, environment },
    );
    return { kind: 'call', facts, agent: caller.agent, day: event.eventTime.slice(0, 10), rulingKey };
  };
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

import { deriveFacts, type FactsContext, factsWithoutParameters } from '../../../../catalog/derive-facts.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import {
  formatUnread,
  headOf,
  policiesSee,
  type ReadParameters,
  type Unread,
} from '../../../../catalog/trail/fit-parameters.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import type { TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import { createCaseCheck } from '../../../../catalog/values/iam-case.ts';
import type { DirectoryAgent } from '../../../../core/directory/directory.ts';
import type { AgentCaller } from '../../../../core/directory/identity.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { environmentOf } from '../../../../core/policy/bundle.ts';
import { findOwn } from '../../../../core/policy/own.ts';
import type { Facts } from '../../../../core/policy/ruling.ts';
import type { Policies } from '../policies.ts';
import { type Caller, createCallerOf, type StandIn } from './caller-of.ts';
import { type LooksAt, looksAt } from './looks-at.ts';
import { remember } from './remember.ts';

/** What an event is to a backtest. Two calls with one `rulingKey` are ruled on alike: they differ where no policy looks. */
export type Call =
  | { kind: 'call'; facts: Facts; agent: DirectoryAgent; day: string; rulingKey: string }
  | { kind: 'stranger'; principal: string }
  | { kind: 'outside'; call: string }
  /** AWS did not do it, so it is not among what was done. */
  | { kind: 'denied'; call: string; errorCode: string }
  /** Policies look at its parameters or resource, and those cannot be read back. */
  | { kind: 'unread'; action: string; why: string };

const stated = { reason: 'A call in CloudTrail.' };

export function createCallOf(
  { bundle, catalog }: Pick<Policies, 'bundle' | 'catalog'>,
  standIns: readonly StandIn[] = [],
): (event: TrailEvent) => Call {
  const readCall = createReadCall(catalog);
  const whyNotCase = createCaseCheck(bundle.mentioned);
  const callerOf = createCallerOf(bundle.directory, standIns);
  const looksAtOf = remember((action: string): LooksAt => looksAt(bundle, action));

  return (event) => {
    const caller: Caller = callerOf(event);
    if (!caller.agent) return { kind: 'stranger', principal: caller.principal };
    const call = readCall(event);
    if (event.errorCode)
      return { kind: 'denied', call: call?.entry.action ?? nameOf(event), errorCode: event.errorCode };
    // What nobody has described is not gated by its name, and policies see none of its parameters.
    if (!call?.entry.curated) return { kind: 'outside', call: nameOf(event) };
    return callIn(event, call.entry, call.read, caller.agent);
  };

  function callIn(event: TrailEvent, entry: CatalogEntry, read: ReadParameters, caller: AgentCaller): Call {
    const { action } = entry;
    const looks = looksAtOf(action);
    const looksInside = looks.resource || looks.members === 'all' || looks.members.size > 0;
    const missed = missedBy(looks, looksInside, entry, read);
    if (missed) return { kind: 'unread', action, why: formatUnread(missed) };

    const context = {
      caller,
      account: event.recipientAccountId ?? undefined,
      region: event.awsRegion,
      environmentOf: (account: string) => environmentOf(bundle, account),
      whyNotCase,
    };
    const derived =
      read.ok && untoldIn(entry, read).length === 0
        ? deriveFacts(entry, read.parameters, context, { stated })
        : { ok: true, facts: factsOfSome(entry, read, event, context) };
    if (!('facts' in derived)) return { kind: 'unread', action, why: derived.code };
    const { facts } = derived;
    const { account, region, environment } = facts;
    const named = findOwn(bundle.own, facts) !== undefined;
    const rulingKey = canonicalJson(
      looksInside || named ? facts : { agent: facts.agent, action, account, region, environment },
    );
    return { kind: 'call', facts, agent: caller.agent, day: event.eventTime.slice(0, 10), rulingKey };
  }
}

/** The resource is what the event says: the parameters that name it may be among those that it does not tell. */
const factsOfSome = (
  entry: CatalogEntry,
  read: ReadParameters,
  { resources }: TrailEvent,
  context: FactsContext,
): Facts => ({
  ...factsWithoutParameters(entry, resources?.[0]?.ARN ?? '', context, stated),
  parameters: read.ok ? read.parameters : {},
});

/** What a policy looks at and the event does not tell. */
function missedBy(
  { resource, members }: LooksAt,
  looksInside: boolean,
  entry: CatalogEntry,
  read: ReadParameters,
): Unread | undefined {
  if (!read.ok) return looksInside ? read.unread : undefined;
  return untoldIn(entry, read).find(
    ({ member }) => resource || members === 'all' || members.has(headOf(member)),
  );
}

/** Without the secrets, which no policy can look at. */
const untoldIn = (
  entry: CatalogEntry,
  { untold }: Extract<ReadParameters, { ok: true }>,
): readonly Unread[] => untold.filter(({ member }) => policiesSee(entry, member));

/** As IAM writes it, nearly: `ec2:DescribeVpcs`. */
const nameOf = ({ eventSource, eventName }: TrailEvent): string =>
  `${eventSource.replace(/\..*$/, '')}:${eventName}`;

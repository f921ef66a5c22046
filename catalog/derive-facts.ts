import { accountRefusal } from '../core/directory/acting-account.ts';
import type { AgentCaller } from '../core/directory/identity.ts';
import { parseArn, partitionOf } from '../core/lib/arn.ts';
import type { JsonObject } from '../core/lib/json.ts';
import type { Facts, Stated } from '../core/policy/ruling.ts';
import type { CatalogEntry, Location } from './entry.ts';
import { checkResource, locationOf } from './location.ts';
import type { WhyNotCase } from './values/iam-case.ts';
import { iamNamesIn } from './values/iam-names-in.ts';
import { onlyAgentRuns } from './who-runs-it.ts';

/** Who calls and from where, as the transport proves it, and what the settings call each account. */
export interface FactsContext {
  caller: AgentCaller;
  /** Where the transport says that it happens, where it says so: CloudTrail does, the API does not. */
  account?: string | undefined;
  /** Where an action happens whose ARN names no region. */
  region: string;
  environmentOf: (account: string) => string;
  whyNotCase: WhyNotCase;
}

/** What the agent said: nothing of it decides but what is compared with what is derived. */
export interface Said {
  /** The resource as it was named. One that is left out is the one that the parameters name. */
  resource?: string | undefined;
  stated: Stated;
}

export type DerivedFacts =
  | { ok: true; facts: Facts }
  | { ok: false; code: 'not-an-arn' | 'other-resource' | 'other-account'; detail: string }
  /** `pointer` is into the parameters; none where it is the resource. */
  | { ok: false; code: 'other-case'; pointer: string | undefined; detail: string };

/**
 * What policy rules on, from an action's entry, its parameters and its caller. Requests of the API, cases of a policy
 * test, calls of a backtest and sightings all come through here, so that one call gets one ruling whichever way it came.
 */
export function deriveFacts(
  entry: CatalogEntry,
  parameters: JsonObject,
  context: FactsContext,
  { resource: named, stated }: Said,
): DerivedFacts {
  const own = ownLocation(context);
  const inParameters = entry.accountOf(parameters);
  const resource = named ?? entry.arn(parameters, { ...own, account: inParameters ?? own.account });

  const checked = checkResource(entry, parameters, resource, own);
  if (!checked.ok) {
    return checked.expected === undefined
      ? { ok: false, code: 'not-an-arn', detail: 'Not a valid ARN.' }
      : { ok: false, code: 'other-resource', detail: `These parameters name ${checked.expected}.` };
  }
  const misspelled = findMisspelled(parameters, resource, context.whyNotCase);
  if (misspelled) return misspelled;
  const namesAccount = parseArn(resource)?.account !== '';
  const refusal = accountRefusal(
    context.caller,
    resource,
    inParameters ?? (namesAccount ? undefined : context.account),
  );
  if (refusal) return { ok: false, code: 'other-account', detail: refusal };
  return { ok: true, facts: factsAt(checked.location, entry, parameters, resource, context, stated) };
}

/** A name of IAM that policies write in another case: they would be passed, or met, by its spelling. */
function findMisspelled(
  parameters: JsonObject,
  resource: string,
  whyNotCase: WhyNotCase,
): DerivedFacts | undefined {
  const ofResource = /^arn:[^:]*:(?:iam|sts):/.test(resource) ? [{ pointer: undefined, name: resource }] : [];
  for (const { pointer, name } of [...iamNamesIn(parameters), ...ofResource]) {
    const why = whyNotCase(name);
    if (why) return { ok: false, code: 'other-case', pointer, detail: why };
  }
  return undefined;
}

/** For a call whose parameters nobody kept: a ruling stands on it only where no policy looks at them. */
export const factsWithoutParameters = (
  entry: CatalogEntry,
  resource: string,
  context: FactsContext,
  stated: Stated,
): Facts => factsAt(locationOf(resource, ownLocation(context)), entry, {}, resource, context, stated);

const ownLocation = ({ caller, account = caller.account, region }: FactsContext): Location => ({
  partition: partitionOf(caller.role),
  account,
  region,
});

const factsAt = (
  { account, region }: Location,
  { action, curated, groups }: CatalogEntry,
  parameters: JsonObject,
  resource: string,
  { caller: { agent, role }, environmentOf }: FactsContext,
  stated: Stated,
): Facts => ({
  agent: { id: agent.id, role, groups: agent.groups },
  action,
  resource,
  account,
  region,
  environment: environmentOf(account),
  parameters,
  stated,
  ...(!curated && { uncurated: groups }),
  ...(onlyAgentRuns({ action }) && { onlyAgentRuns: true as const }),
});

import type { CatalogEntry, Location } from '../../../catalog/entry.ts';
import { grantPolicy } from '../../../catalog/session-policy/grant-policy.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import { onlyAgentRuns, whyNotRunnable } from '../../../catalog/who-runs-it.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import type { Facts } from '../../../core/policy/ruling.ts';
import type { CannotRun } from '../../../core/request/open-request.ts';

type Runnability =
  /** `unlimited`: IAM knows no resource that AWS could limit the session to. */
  | { ok: true; unlimited: boolean }
  /** What is wrong with it, where Countersign is to run it. */
  | ({ ok: false } & CannotRun);

/**
 * Whether Countersign could run this call, in a session that is limited to it: it runs nothing with more power than that, so
 * people would sign what could not run. Nothing is wrong with what its agent runs.
 */
export function runnabilityOf(entry: CatalogEntry, facts: Facts): Runnability {
  if (onlyAgentRuns(entry)) return { ok: true, unlimited: false };
  const why = whyNotRunnable(entry, facts.parameters, facts.region);
  if (why !== undefined)
    return {
      ok: false,
      field: why.field,
      detail: `Countersign cannot run ${entry.action}: ${why.reason}. Policy can have the agent run it: @run("agent").`,
    };
  return limitedTo(entry, facts);
}

function limitedTo(entry: CatalogEntry, facts: Facts): Runnability {
  const made = sessionPolicy(entry, facts.parameters, placeOf(facts), anyTime);
  return made.ok ? { ok: true, unlimited: made.resourcesUnknown } : { ok: false, ...cannotRun(made) };
}

/** Why an agent could get no credentials for this call and nothing else. */
export function whyNotGranted(entry: CatalogEntry, facts: Facts): CannotRun | undefined {
  const made = grantPolicy(entry, facts.parameters, placeOf(facts), anyTime);
  return made.ok ? undefined : cannotRun(made);
}

const placeOf = ({ resource, region, account }: Facts): Location => ({
  partition: partitionOf(resource),
  region,
  account,
});

function cannotRun({ code, detail }: { code: string; detail: string }): CannotRun {
  const advice = code === 'session-policy-too-long' ? ' Name fewer things in one request.' : '';
  return { field: '/parameters', detail: `${detail}.${advice}` };
}

/** It is as long at any other. */
const anyTime = '1970-01-01T00:00:00.000Z';

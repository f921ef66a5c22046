import type { CatalogEntry, Location } from '../../../catalog/entry.ts';
import { grantPolicy } from '../../../catalog/session-policy/grant-policy.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import { onlyAgentRuns, whyNotRunnable } from '../../../catalog/who-runs-it.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import type { Facts } from '../../../core/policy/ruling.ts';
import type { CannotRun } from '../../../core/request/open-request.ts';

/**
 * Why Countersign could not run this call, or no session could be limited to it: it runs nothing with more power than that, so
 * people would sign what could not run. Nothing is wrong with what its agent runs.
 */
export function whyCannotRun(entry: CatalogEntry, facts: Facts): CannotRun | undefined {
  if (onlyAgentRuns(entry)) return undefined;
  const why = whyNotRunnable(entry);
  if (why !== undefined)
    return {
      field: '/action',
      detail: `Countersign cannot run ${entry.action}: ${why}. Policy can have the agent run it: @run("agent").`,
    };
  return whyNotNarrowed(entry, facts);
}

/** Why an agent could get no credentials for this call and nothing else. */
export const whyNotGranted = (entry: CatalogEntry, facts: Facts): CannotRun | undefined =>
  problemOf(grantPolicy(entry, facts.parameters, placeOf(facts), anyTime));

const whyNotNarrowed = (entry: CatalogEntry, facts: Facts): CannotRun | undefined =>
  problemOf(sessionPolicy(entry, facts.parameters, placeOf(facts), anyTime));

const placeOf = ({ resource, region, account }: Facts): Location => ({
  partition: partitionOf(resource),
  region,
  account,
});

function problemOf(made: { ok: true } | { ok: false; code: string; detail: string }): CannotRun | undefined {
  if (made.ok) return undefined;
  const advice = made.code === 'session-policy-too-long' ? ' Name fewer things in one request.' : '';
  return { field: '/parameters', detail: `${made.detail}.${advice}` };
}

/** It is as long at any other. */
const anyTime = '1970-01-01T00:00:00.000Z';

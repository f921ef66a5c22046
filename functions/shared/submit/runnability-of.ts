import type { CatalogEntry } from '../../../catalog/entry.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import { onlyAgentRuns, whyNotRunnable } from '../../../catalog/who-runs-it.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import type { Facts } from '../../../core/policy/ruling.ts';

type Runnability =
  /** `unlimited`: IAM knows no resource that AWS could limit the session to. */
  | { ok: true; unlimited: boolean }
  /** What is wrong with it, where Countersign is to run it. */
  | { ok: false; field: string; detail: string };

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

function limitedTo(entry: CatalogEntry, { parameters, resource, region, account }: Facts): Runnability {
  const place = { partition: partitionOf(resource), region, account };
  const made = sessionPolicy(entry, parameters, place, anyTime);
  if (made.ok) return { ok: true, unlimited: made.resourcesUnknown };
  const advice = made.code === 'session-policy-too-long' ? ' Name fewer things in one request.' : '';
  return { ok: false, field: '/parameters', detail: `${made.detail}.${advice}` };
}

/** It is as long at any other. */
const anyTime = '1970-01-01T00:00:00.000Z';

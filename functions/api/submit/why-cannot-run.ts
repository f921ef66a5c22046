import type { CatalogEntry } from '../../../catalog/entry.ts';
import { operationOf } from '../../../catalog/operation-of.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import { whyNotFrom } from '../../../catalog/shapes/not-runnable.ts';
import { onlyAgentRuns, whyNotRunnable } from '../../../catalog/who-runs-it.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import type { Facts } from '../../../core/policy/ruling.ts';

/** What is wrong with it, where Countersign is to run it. */
interface WhyCannotRun {
  field: string;
  detail: string;
}

/**
 * Why Countersign could not run this call, or no session could be limited to it: it runs nothing with more power than that, so
 * people would sign what could not run. Nothing is wrong with what its agent runs.
 */
export function whyCannotRun(entry: CatalogEntry, facts: Facts): WhyCannotRun | undefined {
  if (onlyAgentRuns(entry)) return undefined;
  const never = whyNotRunnable(entry);
  if (never !== undefined) return { field: '/action', detail: sayWhy(entry, never) };
  const operation = operationOf(entry);
  const why = operation && whyNotFrom(operation, facts.parameters, facts.region);
  if (why !== undefined) return { field: '/parameters', detail: sayWhy(entry, why) };
  return whyNotNarrowed(entry, facts);
}

const sayWhy = ({ action }: CatalogEntry, why: string): string =>
  `Countersign cannot run ${action}: ${why}. Policy can have the agent run it: @run("agent").`;

function whyNotNarrowed(
  entry: CatalogEntry,
  { parameters, resource, region, account }: Facts,
): WhyCannotRun | undefined {
  const place = { partition: partitionOf(resource), region, account };
  const made = sessionPolicy(entry, parameters, place, anyTime);
  if (made.ok) return undefined;
  const advice = made.code === 'session-policy-too-long' ? ' Name fewer things in one request.' : '';
  return { field: '/parameters', detail: `${made.detail}.${advice}` };
}

/** It is as long at any other. */
const anyTime = '1970-01-01T00:00:00.000Z';

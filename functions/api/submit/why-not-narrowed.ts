import type { CatalogEntry } from '../../../catalog/entry.ts';
import { grantPolicy } from '../../../catalog/session-policy/grant-policy.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import type { Facts } from '../../../core/policy/ruling.ts';
import type { Problem } from '../../shared/problem.ts';

/**
 * Why no session could be limited to this call. Countersign runs nothing with more power than that, so people would sign what
 * could not run. Nothing is wrong with an action of a deployment's own, which its agent runs.
 */
export function whyNotNarrowed(entry: CatalogEntry, { parameters, ...facts }: Facts): Problem | undefined {
  if (entry.iamActions.length === 0) return undefined;
  const { resource, region, account } = facts;
  const made = sessionPolicy(
    entry,
    parameters,
    { partition: partitionOf(resource), region, account },
    anyTime,
  );
  if (made.ok) return undefined;
  const advice = made.code === 'session-policy-too-long' ? ' Name fewer things in one request.' : '';
  return { slug: 'bad-field', field: '/parameters', detail: `${made.detail}.${advice}` };
}

/** Why an agent could get no credentials for this call alone. */
export function whyNotGranted(entry: CatalogEntry, { parameters, ...facts }: Facts): string | undefined {
  const { resource, region, account } = facts;
  const made = grantPolicy(entry, parameters, { partition: partitionOf(resource), region, account }, anyTime);
  return made.ok ? undefined : `${made.detail}.`;
}

/** It is as long at any other. */
const anyTime = '1970-01-01T00:00:00.000Z';

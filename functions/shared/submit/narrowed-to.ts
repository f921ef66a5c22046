import type { CatalogEntry } from '../../../catalog/entry.ts';
import { sessionPolicy } from '../../../catalog/session-policy/session-policy.ts';
import { partitionOf } from '../../../core/lib/arn.ts';
import type { Facts } from '../../../core/policy/ruling.ts';
import type { Problem } from '../problem.ts';

type Narrowed =
  /** `unlimited`: IAM knows no resource that AWS could limit the session to. */
  { ok: true; unlimited: boolean } | { ok: false; problem: Problem };

/**
 * How far a session can be limited to this call. Countersign runs nothing that no session policy fits, so people would sign
 * what could not run. Nothing is wrong with an action of a deployment's own, which its agent runs.
 */
export function narrowedTo(entry: CatalogEntry, { parameters, ...facts }: Facts): Narrowed {
  if (entry.iamActions.length === 0) return { ok: true, unlimited: false };
  const { resource, region, account } = facts;
  const made = sessionPolicy(
    entry,
    parameters,
    { partition: partitionOf(resource), region, account },
    anyTime,
  );
  if (made.ok) return { ok: true, unlimited: made.resourcesUnknown };
  const advice = made.code === 'session-policy-too-long' ? ' Name fewer things in one request.' : '';
  const problem = { slug: 'bad-field', field: '/parameters', detail: `${made.detail}.${advice}` } as const;
  return { ok: false, problem };
}

/** It is as long at any other. */
const anyTime = '1970-01-01T00:00:00.000Z';

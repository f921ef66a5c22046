import type { JsonObject } from '../../core/lib/json.ts';
import type { Catalog, Location } from '../entry.ts';
import type { Look } from '../look.ts';
import { uncuratedEntry } from '../uncurated/uncurated-entry.ts';
import { type SessionPolicy, sessionPolicy } from './session-policy.ts';

type Looked = Pick<Look, 'action' | 'operation'> & { parameters: JsonObject };

/**
 * What a session may do that looks. IAM's name need not be an operation, and nobody may ask for it then: API Gateway's reads
 * are all `apigateway:GET`.
 */
export function lookPolicy(
  find: Catalog['find'],
  { action, operation, parameters }: Looked,
  location: Location,
  now: string,
): SessionPolicy {
  const entry = find(action) ?? uncuratedEntry(action, operation);
  if (!entry) return { ok: false, code: 'no-aws-action', detail: `IAM knows no action ${action}` };
  return sessionPolicy(entry, parameters, location, now);
}

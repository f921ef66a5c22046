import { parseArn } from '../core/lib/arn.ts';
import type { JsonObject } from '../core/lib/json.ts';
import type { CatalogEntry, Location } from './entry.ts';

export type ResourceCheck = { ok: true; location: Location } | { ok: false; expected: string | undefined };

/** S3 names neither account nor region, IAM no region: there it is the caller's own. The partition always is. */
export function locationOf(resourceArn: string, caller: Location): Location {
  const arn = parseArn(resourceArn);
  return {
    partition: caller.partition,
    account: arn && /^\d{12}$/.test(arn.account) ? arn.account : caller.account,
    region: arn?.region || caller.region,
  };
}

/** The parameters decide what the resource is; the ARN may only add where. Nothing is expected where it is not an ARN. */
export function checkResource(
  entry: CatalogEntry,
  parameters: JsonObject,
  resourceArn: string,
  caller: Location,
): ResourceCheck {
  const arn = parseArn(resourceArn);
  if (!arn) return { ok: false, expected: undefined };
  const named = locationOf(resourceArn, caller);
  const location = { ...named, account: entry.accountOf(parameters) ?? named.account };
  const expected = entry.arn(parameters, location);
  // A partition knows nothing of the others: the same ARN in another is spelled past every policy that names one.
  const elsewhere = arn.partition !== caller.partition;
  return expected === resourceArn && !elsewhere ? { ok: true, location } : { ok: false, expected };
}

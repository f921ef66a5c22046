import { nearestName } from '../core/lib/did-you-mean.ts';
import type { Catalog } from './entry.ts';
import { iamService } from './iam-reference/iam-action.ts';
import { serviceOf } from './service-of.ts';

/** Whoever writes `s3:PutBucketReplication`, as the API does, or has the wrong case or letter, means one that there is. */
export function nearestAction(catalog: Catalog, wanted: string): string | undefined {
  const same = (name: string): boolean => name.toLowerCase() === wanted.toLowerCase();
  const known = catalog.entries.find(
    ({ action, operation }) => same(action) || same(`${serviceOf(action)}:${operation}`),
  );
  return (
    known?.action ??
    nearestUncurated(catalog, wanted, same) ??
    nearestName(
      wanted,
      catalog.entries.map(({ action }) => action),
    )
  );
}

function nearestUncurated(
  { find }: Catalog,
  wanted: string,
  same: (name: string) => boolean,
): string | undefined {
  const prefix = serviceOf(wanted).toLowerCase();
  return [...(iamService(prefix)?.keys() ?? [])].find(
    (action) => (same(action) || same(`${prefix}:${find(action)?.operation}`)) && find(action),
  );
}

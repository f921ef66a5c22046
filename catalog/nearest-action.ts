import { nearestName } from '../core/lib/did-you-mean.ts';
import type { Catalog } from './entry.ts';

/** Whoever writes `s3:PutBucketReplication`, as the API does, or has the wrong case or letter, means one that there is. */
export function nearestAction({ entries }: Catalog, wanted: string): string | undefined {
  const same = (name: string): boolean => name.toLowerCase() === wanted.toLowerCase();
  const known = entries.find(
    ({ action, operation }) => same(action) || same(`${action.split(':')[0]}:${operation}`),
  );
  return (
    known?.action ??
    nearestName(
      wanted,
      entries.map(({ action }) => action),
    )
  );
}

import type { Catalog, CatalogEntry } from '../entry.ts';
import { iamService } from '../iam-reference/iam-action.ts';

/** The operations of a service that can be asked for though nobody has described them. */
export const uncuratedActions = ({ find }: Catalog, service: string): CatalogEntry[] =>
  [...(iamService(service)?.keys() ?? [])].flatMap((action) => {
    const entry = find(action);
    return entry && !entry.curated ? [entry] : [];
  });

import type { Catalog } from '../../entry.ts';
import { serviceOf } from '../../service-of.ts';
import { indexPage } from './index-page.ts';
import { servicePage } from './service-page.ts';

/** What people look up when they write a policy or read a card: an index, and in a folder of its name a page a service. */
export interface CatalogDocs {
  index: string;
  /** By service. */
  pages: ReadonlyMap<string, string>;
}

/** `name` is the index's and the folder's: `catalog`, for `catalog.md` and `catalog/rds.md`. */
export function catalogDocs(catalog: Catalog, name = 'catalog'): CatalogDocs {
  const byService = Map.groupBy(catalog.entries, ({ action }) => serviceOf(action));
  return {
    index: indexPage(catalog, name),
    pages: new Map(
      [...byService].map(([service, entries]) => [service, servicePage(service, entries, name)]),
    ),
  };
}

import type { Catalog, CatalogEntry } from './entry.ts';
import { searchActions } from './search-actions.ts';
import { serviceOf } from './service-of.ts';
import { uncuratedActions } from './uncurated/uncurated-actions.ts';

export interface ActionsQuery {
  /** Words that each of them has. */
  search?: string | undefined;
  service?: string | undefined;
  /** Of the service, also the operations that nobody has described. */
  uncurated?: boolean | undefined;
  /** The last of the page before. */
  after?: string | undefined;
  limit: number;
}

export interface ActionsPage {
  entries: readonly CatalogEntry[];
  /** What `after` is for the next page, where there is one. */
  next: string | undefined;
}

/** In the order of their names, so that a page begins where the one before ended, whatever came and went in between. */
export function listActions(catalog: Catalog, query: ActionsQuery): ActionsPage {
  const { search = '', service, uncurated = false, after = '', limit } = query;
  const others = uncurated && service !== undefined ? uncuratedActions(catalog, service) : [];
  const further = [...catalog.entries, ...others]
    .filter(({ action }) => (service === undefined || serviceOf(action) === service) && action > after)
    .sort((one, other) => (one.action < other.action ? -1 : 1));
  const found = search.trim() === '' ? further : searchActions(further, search.trim());
  const entries = found.slice(0, limit);
  return { entries, next: found.length > limit ? entries.at(-1)?.action : undefined };
}

import type { Catalog, CatalogEntry } from './entry.ts';
import { uncuratedEntry } from './uncurated/uncurated-entry.ts';

/** A name that stands twice would make one of the two unreachable: better no catalog. */
export function defineCatalog(
  entries: readonly CatalogEntry[],
  customActions: readonly CatalogEntry[] = [],
): Catalog {
  const byAction = new Map<string, CatalogEntry>();
  const all = [...entries, ...customActions];
  for (const entry of all) {
    if (byAction.has(entry.action)) throw new Error(`The catalog has two entries for ${entry.action}.`);
    byAction.set(entry.action, entry);
  }
  return { entries: all, find: (action) => byAction.get(action) ?? uncuratedEntry(action) };
}

import { awsActions } from './aws/aws-actions.ts';
import { type CustomActions, customEntry } from './custom/custom-action.ts';
import { selfTest } from './custom/self-test.ts';
import { standardCustomActions } from './custom/standard-custom-actions.ts';
import type { Catalog, CatalogEntry } from './entry.ts';
import { uncuratedEntry } from './uncurated/uncurated-entry.ts';

/** What every deployment has, and the actions that this one adds. */
export const catalogWith = ({ actions }: CustomActions = { actions: [] }): Catalog =>
  defineCatalog(awsActions, [selfTest, ...standardCustomActions, ...actions].map(customEntry));

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

import { catalogOnDemand } from '../../catalog/catalog-on-demand.ts';
import type { Catalog, CatalogEntry } from '../../catalog/entry.ts';

interface AwsEntries extends Pick<Catalog, 'find'> {
  /** Loads what the catalog has of the action's service. */
  openEntry: (action: string) => Promise<CatalogEntry>;
  /** Of a service that was loaded. */
  entryOf: (action: string) => CatalogEntry;
}

/** For the functions that call AWS: what a deployment defines of its own is no call of AWS. */
export function awsEntries(): AwsEntries {
  const { find, openCatalog } = catalogOnDemand({ actions: [] });
  const entryOf = (action: string): CatalogEntry => {
    const entry = find(action);
    if (!entry) throw new Error(`The catalog has no action ${action}.`);
    return entry;
  };
  return {
    find,
    entryOf,
    openEntry: async (action) => {
      await openCatalog(action);
      return entryOf(action);
    },
  };
}

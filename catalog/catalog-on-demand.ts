import { type AwsModule, awsModules } from './aws/aws-modules.ts';
import type { CustomActions } from './custom/custom-action.ts';
import { customEntries } from './custom/custom-entries.ts';
import { defineCatalog } from './define-catalog.ts';
import type { Catalog } from './entry.ts';
import { serviceOf } from './service-of.ts';

/** What this action needs of the catalog. All of it where none is named, or where there is no such action. */
export type OpenCatalog = (action?: string) => Promise<Catalog>;

interface CatalogOnDemand extends Pick<Catalog, 'find'> {
  openCatalog: OpenCatalog;
}

/** The same catalog as `catalogWith`, for a function that has to answer one request soon after it starts. */
export function catalogOnDemand(custom: CustomActions): CatalogOnDemand {
  const ours = customEntries(custom);
  const loaded = new Map<AwsModule, Awaited<ReturnType<AwsModule['load']>>>();
  let catalog = defineCatalog([], ours);

  const load = async (modules: readonly AwsModule[]): Promise<Catalog> => {
    if (modules.every((module) => loaded.has(module))) return catalog;
    await Promise.all(modules.map(async (module) => loaded.set(module, await module.load())));
    catalog = defineCatalog(
      awsModules.flatMap((module) => loaded.get(module) ?? []),
      ours,
    );
    return catalog;
  };

  const find: Catalog['find'] = (action) => {
    // Not yet loaded, it would be taken for an action that nobody has described.
    if (modulesOf(action).some((module) => !loaded.has(module)))
      throw new Error(`The catalog was not opened for ${action}.`);
    return catalog.find(action);
  };

  return {
    find,
    openCatalog: async (action) => {
      if (action === undefined) return load(awsModules);
      const { entries } = await load(modulesOf(action));
      return find(action) ? { entries, find } : load(awsModules);
    },
  };
}

const modulesOf = (action: string): AwsModule[] =>
  awsModules.filter(({ services }) => services.includes(serviceOf(action)));

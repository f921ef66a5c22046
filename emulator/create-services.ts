import { attempt } from './lib/not-implemented-locally.ts';
import type { Plugins, Service, ServiceContext } from './plugin/service-plugin.ts';
import type { Template } from './template/read-template.ts';
import type { ResourceTypes } from './template/resource-type.ts';
import type { SdkServices } from './wire/sdk-service.ts';

/** What every plugin is given alike. */
export type Surroundings = Omit<
  ServiceContext<ResourceTypes, Plugins>,
  'resources' | 'services' | 'asset' | 'location' | 'stacks'
>;

export interface CreatedServices {
  /** Each after those that it needs. */
  services: readonly Service[];
  /** By the names of the registry. */
  apis: Readonly<Record<string, unknown>>;
  sdk: SdkServices;
}

export type CreateServices = { ok: true; created: CreatedServices } | { ok: false; problems: string[] };

/** Makes every service of a registry, and tells at once what of all of them cannot be played. */
export function createServices(
  plugins: Plugins,
  { location, asset, resourcesOf, stacks }: Template,
  surroundings: Surroundings,
): CreateServices {
  /** Undefined: it could not be made, and its problems are told. */
  const made = new Map<string, Service | undefined>();
  const problems: string[] = [];

  const serviceOf = (name: string): Service | undefined => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name);
  };
  const make = (name: string): Service | undefined => {
    const plugin = plugins[name];
    if (!plugin) throw new Error(`The registry has no service ${name}, which another needs.`);
    const needed = Object.keys(plugin.needs).map((need) => [need, serviceOf(need)] as const);
    if (needed.some(([, service]) => !service)) return undefined;
    const created = attempt(() => {
      const resources = resourcesOf(plugin.resourceTypes);
      const services = apisOf(needed);
      const answer = plugin.create({ ...surroundings, location, asset, stacks, resources, services });
      return answer.ok ? { ok: true, value: answer.service } : answer;
    });
    if (created.ok && plugin.sdk && !created.value.calls)
      throw new Error(`Service ${name} says which SDK calls it answers, and answers none.`);
    if (created.ok) return created.value;
    problems.push(...created.problems);
    return undefined;
  };

  for (const name of Object.keys(plugins)) serviceOf(name);
  if (problems.length > 0) return { ok: false, problems };
  const all = [...made];
  const sdk = all.flatMap(([name, service]) => {
    const sdkCalls = plugins[name]?.sdk;
    return sdkCalls && service?.calls ? [[name, { ...sdkCalls, ...service.calls }] as const] : [];
  });
  return {
    ok: true,
    created: {
      services: all.flatMap(([, service]) => service ?? []),
      apis: apisOf(all),
      sdk: Object.fromEntries(sdk),
    },
  };
}

const apisOf = (services: readonly (readonly [string, Service | undefined])[]) =>
  Object.fromEntries(services.map(([name, service]) => [name, service?.api]));

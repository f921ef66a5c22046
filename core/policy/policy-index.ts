import type { Scope } from './bundle.ts';

/** How Cedar's entities are written in scopes and in the index: `Agent::"etl"`. */
export interface EntityName {
  type: string;
  id: string;
}

export const keyOf = ({ type, id }: EntityName): string => `${type}::${JSON.stringify(id)}`;
export const agentKey = (id: string): string => keyOf({ type: 'Agent', id });
export const agentGroupKey = (id: string): string => keyOf({ type: 'AgentGroup', id });
export const resourceKey = (id: string): string => keyOf({ type: 'Resource', id });

/** Everything that one request, or one policy's scope, stands under. */
export interface Standing {
  principals: readonly string[];
  actions: readonly string[];
  resources: readonly string[];
}

/**
 * Policies by what their heads name: those that cannot match are never looked at, so that the ten thousandth policy
 * costs a request nothing. Finds in the order given.
 */
export function indexByScope<T>(
  items: readonly T[],
  scopeOf: (item: T) => Scope,
): (standing: Standing) => T[] {
  const buckets = new Map<string, { item: T; position: number }[]>();
  for (const [position, item] of items.entries()) {
    const { principal, actions, resource } = scopeOf(item);
    const entry = { item, position };
    for (const action of new Set<string | null>(actions ?? [null])) {
      const key = bucketOf(principal, action, resource);
      const bucket = buckets.get(key);
      if (bucket) bucket.push(entry);
      else buckets.set(key, [entry]);
    }
  }

  return ({ principals, actions, resources }) => {
    const found = new Set<{ item: T; position: number }>();
    for (const action of [null, ...actions]) {
      for (const principal of [null, ...principals]) {
        for (const resource of [null, ...resources]) {
          for (const entry of buckets.get(bucketOf(principal, action, resource)) ?? []) found.add(entry);
        }
      }
    }
    return [...found].sort((a, b) => a.position - b.position).map(({ item }) => item);
  };
}

/** Entity keys hold their names in JSON quotes, so no name can hold the separator unescaped. */
const bucketOf = (...parts: (string | null)[]): string => parts.map((part) => part ?? '*').join('\n');

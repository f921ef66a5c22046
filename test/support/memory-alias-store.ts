import type { AliasStore } from '../../core/ports/store.ts';

export function memoryAliasStore(): AliasStore {
  const targets = new Map<string, string>();
  return {
    async bind(id, requestId) {
      if (!targets.has(id)) targets.set(id, requestId);
    },
    follow: async (id) => targets.get(id) ?? id,
  };
}

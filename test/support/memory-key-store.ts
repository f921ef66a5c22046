import type { KeyStore, KeyUse } from '../../core/ports/store.ts';

export function memoryKeyStore(): KeyStore {
  const uses = new Map<string, KeyUse>();
  return {
    async bind(key, use) {
      const bound = uses.get(key) ?? { ...use };
      uses.set(key, bound);
      return { ...bound };
    },
    async lead(key, from, to) {
      const bound = uses.get(key);
      if (bound?.requestId === from) bound.requestId = to;
    },
  };
}

import type { TokenStore } from '../../core/ports/store.ts';

export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, string>();
  return {
    async put(requestId, token) {
      tokens.set(requestId, token);
    },
    get: async (requestId) => tokens.get(requestId),
    async drop(requestId) {
      tokens.delete(requestId);
    },
  };
}

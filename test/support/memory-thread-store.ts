import type { CardRef } from '../../core/ports/messenger.ts';
import type { ThreadStore } from '../../core/ports/store.ts';

export function memoryThreadStore(): ThreadStore {
  const threads = new Map<string, string[]>();
  const name = (requestId: string, { door, ref }: CardRef): string => `${requestId} ${door}#${ref}`;
  return {
    told: async (requestId, card) => [...(threads.get(name(requestId, card)) ?? [])],
    async put(requestId, card, told) {
      threads.set(name(requestId, card), [...told]);
    },
  };
}

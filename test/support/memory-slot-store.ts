import type { Slot, SlotStore } from '../../core/ports/store.ts';

export interface MemorySlotStore extends SlotStore {
  heldBy(agent: string): Slot[];
}

export function memorySlotStore(): MemorySlotStore {
  const agents = new Map<string, Map<string, Slot>>();
  const slotsOf = (agent: string): Map<string, Slot> => {
    const slots = agents.get(agent) ?? new Map<string, Slot>();
    agents.set(agent, slots);
    return slots;
  };

  return {
    heldBy: (agent) => [...slotsOf(agent).values()],
    async reserve(agent, slot, limit) {
      const slots = slotsOf(agent);
      const by = slots.get(slot.digest);
      if (by) return { kind: 'held', by: { ...by } };
      if (slots.size >= limit) return { kind: 'full', slots: [...slots.values()] };
      slots.set(slot.digest, { ...slot });
      return { kind: 'reserved' };
    },
    async release(agent, { digest, requestId }) {
      const slots = slotsOf(agent);
      if (slots.get(digest)?.requestId === requestId) slots.delete(digest);
    },
  };
}

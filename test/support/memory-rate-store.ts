import type { RateStore } from '../../core/ports/store.ts';

export function memoryRateStore(): RateStore {
  const counts = new Map<string, number>();
  return {
    async take(agent, at, limit) {
      const key = `${agent} ${at.slice(0, 16)}`;
      const count = counts.get(key) ?? 0;
      if (count >= limit) return 'full';
      counts.set(key, count + 1);
      return 'taken';
    },
  };
}

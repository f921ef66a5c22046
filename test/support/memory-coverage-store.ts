import type { CoverageTransition } from '../../core/detection/count-coverage.ts';
import type { Coverage } from '../../core/detection/coverage.ts';
import type { CoverageStore } from '../../core/ports/coverage.ts';

export interface MemoryCoverageStore extends CoverageStore {
  /** Every move that was written, in order. */
  written: CoverageTransition[];
}

export function memoryCoverageStore(): MemoryCoverageStore {
  const coverages = new Map<string, Coverage>();
  const written: CoverageTransition[] = [];
  const write = (transition: CoverageTransition) => {
    coverages.set(transition.coverage.id, transition.coverage);
    written.push(transition);
    return 'written' as const;
  };
  return {
    written,
    get: async (id) => coverages.get(id),
    create: async (transition) => (coverages.has(transition.coverage.id) ? 'conflict' : write(transition)),
    advance: async (transition) =>
      coverages.get(transition.coverage.id)?.version === transition.from ? write(transition) : 'conflict',
  };
}

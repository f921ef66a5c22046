import type { RequestStore } from '../../core/ports/store.ts';
import { requestSchema } from '../../core/request/request.ts';
import type { Step } from '../../core/request/transition.ts';

export interface MemoryRequestStore extends RequestStore {
  /** Every step that was written, in order. */
  readonly written: readonly Step[];
}

/** Keeps text, as the table does: what comes back is never the object that went in. */
export function memoryRequestStore(onWrite: (step: Step) => void = () => {}): MemoryRequestStore {
  const texts = new Map<string, string>();
  const written: Step[] = [];

  const read = (id: string) => {
    const text = texts.get(id);
    return text === undefined ? undefined : requestSchema.parse(JSON.parse(text));
  };
  const write = (step: Step): 'written' => {
    texts.set(step.request.id, JSON.stringify(step.request));
    written.push(step);
    onWrite(step);
    return 'written';
  };

  return {
    written,
    get: async (id) => read(id),
    create: async (step) => (texts.has(step.request.id) ? 'conflict' : write(step)),
    async advance(step) {
      if (!step.from) throw new Error(`Step ${step.record.id} begins a request; create it.`);
      const standing = read(step.request.id);
      const fits = standing?.version === step.from.version && standing.state === step.from.state;
      return fits ? write(step) : 'conflict';
    },
  };
}

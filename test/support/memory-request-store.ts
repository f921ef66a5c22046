import { mustReadVersioned } from '../../core/lib/versioned.ts';
import type { RequestStore } from '../../core/ports/store.ts';
import { type Request, requestVersions } from '../../core/request/request.ts';
import type { Transition } from '../../core/request/transition.ts';

export interface MemoryRequestStore extends RequestStore {
  /** Every transition that was written, in order. */
  readonly written: readonly Transition[];
  /** Somebody with a key to the table changes what stands in it, without a record. */
  forge(id: string, change: (request: Request) => Request): void;
}

/** Keeps text, as the table does: what comes back is never the object that went in. */
export function memoryRequestStore(onWrite: (transition: Transition) => void = () => {}): MemoryRequestStore {
  const texts = new Map<string, string>();
  const written: Transition[] = [];

  const read = (id: string) => {
    const text = texts.get(id);
    return text === undefined ? undefined : mustReadVersioned(requestVersions, JSON.parse(text));
  };
  const write = (transition: Transition): 'written' => {
    texts.set(transition.request.id, JSON.stringify(transition.request));
    written.push(transition);
    onWrite(transition);
    return 'written';
  };

  return {
    written,
    forge(id, change) {
      const standing = read(id);
      if (standing) texts.set(id, JSON.stringify(change(standing)));
    },
    get: async (id) => read(id),
    create: async (transition) => (texts.has(transition.request.id) ? 'conflict' : write(transition)),
    async advance(transition) {
      if (!transition.from)
        throw new Error(`Transition ${transition.record.id} begins a request; create it.`);
      const standing = read(transition.request.id);
      const fits = standing?.version === transition.from.version && standing.state === transition.from.state;
      return fits ? write(transition) : 'conflict';
    },
  };
}

import { type Incident, incidentVersions } from '../../core/detection/incident.ts';
import type { IncidentTransition } from '../../core/detection/incident-transition.ts';
import { mustReadVersioned } from '../../core/lib/versioned.ts';
import type { IncidentStore } from '../../core/ports/incidents.ts';

export interface MemoryIncidentStore extends IncidentStore {
  /** Every transition that was written, in order. */
  readonly written: readonly IncidentTransition[];
}

/** Keeps text, as the table does: what comes back is never the object that went in. */
export function memoryIncidentStore(
  onWrite: (transition: IncidentTransition) => void = () => {},
): MemoryIncidentStore {
  const texts = new Map<string, string>();
  const written: IncidentTransition[] = [];

  const read = (id: string): Incident | undefined => {
    const text = texts.get(id);
    return text === undefined ? undefined : mustReadVersioned(incidentVersions, JSON.parse(text));
  };
  const write = (transition: IncidentTransition): 'written' => {
    texts.set(transition.incident.id, JSON.stringify(transition.incident));
    written.push(transition);
    onWrite(transition);
    return 'written';
  };

  return {
    written,
    get: async (id) => read(id),
    create: async (transition) => (texts.has(transition.incident.id) ? 'conflict' : write(transition)),
    async advance(transition) {
      if (transition.from === null)
        throw new Error(`Transition ${transition.record.id} opens an incident; create it.`);
      return read(transition.incident.id)?.version === transition.from ? write(transition) : 'conflict';
    },
  };
}

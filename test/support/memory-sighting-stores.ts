import { type DeniedHour, deniedHourVersions } from '../../core/detection/denied-hour.ts';
import { type Sighting, sightingVersions } from '../../core/detection/sighting.ts';
import { mustReadVersioned } from '../../core/lib/versioned.ts';
import type { DeniedStore, SightingStore } from '../../core/ports/sightings.ts';

export interface MemorySightingStore extends SightingStore {
  /** All that were written, in order. */
  readonly written: readonly Sighting[];
}

/** Keeps text, as the table does. */
export function memorySightingStore(): MemorySightingStore {
  const texts = new Map<string, string>();
  const written: Sighting[] = [];
  return {
    written,
    async get(id) {
      const text = texts.get(id);
      return text === undefined ? undefined : mustReadVersioned(sightingVersions, JSON.parse(text));
    },
    async create(sighting) {
      if (texts.has(sighting.id)) return 'conflict';
      texts.set(sighting.id, JSON.stringify(sighting));
      written.push(sighting);
      return 'written';
    },
  };
}

export function memoryDeniedStore(): DeniedStore {
  const texts = new Map<string, string>();
  const read = (key: string): DeniedHour | undefined => {
    const text = texts.get(key);
    return text === undefined ? undefined : mustReadVersioned(deniedHourVersions, JSON.parse(text));
  };
  return {
    get: async (agent, { hour, channel = '' }) => read(`${agent} ${hour} ${channel}`),
    async put(denied) {
      const key = `${denied.agent} ${denied.hour} ${denied.channel ?? ''}`;
      if ((read(key)?.version ?? 0) !== denied.version - 1) return 'conflict';
      texts.set(key, JSON.stringify(denied));
      return 'written';
    },
  };
}

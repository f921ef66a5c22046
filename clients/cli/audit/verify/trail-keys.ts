import { hourFolder, hourOfKey } from '../../../../core/evidence/hours.ts';
import type { EvidenceSource, Listed } from '../source/evidence-source.ts';

/** The objects under a folder, hour after hour: their keys are in the order of their hours. */
export interface TrailKeys {
  /** All that are left up to the end of this hour. */
  through(hour: number): Promise<Listed[]>;
  /** One by one, those that come after: there may be many. */
  rest(): AsyncGenerator<Listed>;
}

/** `stray` hears of keys that are under no hour. */
export function openTrailKeys(
  source: EvidenceSource,
  folder: string,
  fromHour: number | undefined,
  stray: (key: string) => void,
): TrailKeys {
  const after = fromHour === undefined ? undefined : `${folder}${hourFolder(fromHour)}`;
  const all = source.list(folder, after)[Symbol.asyncIterator]();
  let waiting: { listed: Listed; hour: number } | undefined;

  async function next(): Promise<{ listed: Listed; hour: number } | undefined> {
    for (let step = await all.next(); !step.done; step = await all.next()) {
      const hour = hourOfKey(step.value.key);
      if (hour !== undefined) return { listed: step.value, hour };
      stray(step.value.key);
    }
    return undefined;
  }

  return {
    async through(hour) {
      const found: Listed[] = [];
      waiting ??= await next();
      while (waiting && waiting.hour <= hour) {
        found.push(waiting.listed);
        waiting = await next();
      }
      return found;
    },
    async *rest() {
      waiting ??= await next();
      while (waiting) {
        yield waiting.listed;
        waiting = await next();
      }
    },
  };
}

import type { EvidenceSource, StoredObject } from '../../clients/cli/audit/source/evidence-source.ts';
import { timeIn } from './given/evidence.ts';
import { memoryBucket, type Objects } from './memory-evidence.ts';

const writtenAt = new Date(timeIn(0));
export const daysLater = (days: number) => new Date(writtenAt.getTime() + days * 86_400_000);
export const week: NonNullable<StoredObject['lock']> = { mode: 'COMPLIANCE', writtenAt, until: daysLater(7) };

/** Objects as a bucket has them: with a lock each, and more versions of some. */
export function sourceOf(
  objects: Objects,
  {
    lockOf = () => week,
    versionsOf = () => 1,
  }: {
    lockOf?: (key: string) => StoredObject['lock'];
    versionsOf?: (key: string) => number;
  } = {},
): EvidenceSource {
  const bucket = memoryBucket(objects);
  return {
    ...{ name: 'memory', hasLocks: true },
    async *list(prefix, after) {
      for await (const key of bucket.listKeys(prefix, after)) yield { key, versions: versionsOf(key) };
    },
    async read(key) {
      const [body, lock] = [objects.get(key), lockOf(key)];
      return body && { body, ...(lock && { lock }) };
    },
  };
}

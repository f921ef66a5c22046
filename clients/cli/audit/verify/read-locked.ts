import type { Fault } from '../../../../core/evidence/fault.ts';
import type { EvidenceSource, StoredObject } from '../source/evidence-source.ts';

export interface LockedRead {
  body: Uint8Array;
  faults: Fault[];
}

const dayMs = 86_400_000;
/** S3 counts the retention from a moment before it says that it has written. */
const slackDays = 0.01;

/** Reads objects and looks at the lock of each: how long it was to hold when it was put on. */
export function createReadLocked(
  source: EvidenceSource,
  retentionDays: number,
  heardOf: (days: number) => void,
): (key: string) => Promise<LockedRead | undefined> {
  return async (key) => {
    const found = await source.read(key);
    if (!found) return undefined;
    if (!source.hasLocks) return { body: found.body, faults: [] };
    const days = daysOf(found.lock);
    heardOf(Math.floor(days * 100) / 100);
    if (days >= retentionDays - slackDays) return { body: found.body, faults: [] };
    const detail = found.lock
      ? `It is locked in mode ${found.lock.mode} for ${days.toFixed(2)} days, and must be in COMPLIANCE for ${retentionDays}.`
      : 'No lock of it is to be seen. Reading locks takes s3:GetObjectRetention.';
    return { body: found.body, faults: [{ code: 'not-locked', object: key, detail }] };
  };
}

const daysOf = (lock: StoredObject['lock']): number =>
  lock?.mode === 'COMPLIANCE' ? (lock.until.getTime() - lock.writtenAt.getTime()) / dayMs : 0;

import { canonicalJson } from '../../../core/lib/json.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { closeHours } from '../../../functions/evidence/digest/close-hours.ts';
import { sealBatch } from '../../../functions/streams/seal/seal-batch.ts';
import { digestPorts, memoryBucket, type SigningKey, signingKey } from '../memory-evidence.ts';
import { people } from './directory.ts';
import { counted, opened } from './requests.ts';
import { review } from './rulings.ts';

export const firstHour = '2026-01-05T09';
const hourMs = 3_600_000;
export const timeIn = (hour: number, minute = 5): string =>
  new Date(Date.parse(`${firstHour}:00:00.000Z`) + hour * hourMs + minute * 60_000).toISOString();

/** A request with two records, by number. */
export function twoMoves(number: number): [Transition, Transition] {
  const first = opened(review(), { id: number.toString(16).padStart(32, '0') });
  return [first, counted(first.request, people.securityOne)];
}

const streamed = ({ record, request }: Transition, sequence: number) => ({
  eventId: `${String(sequence).padStart(8, '0')}00`,
  sequenceNumber: String(1_000 + sequence),
  id: `${request.id}.${request.version}`,
  record: canonicalJson(record) as string | undefined,
});
export type StreamedRecord = ReturnType<typeof streamed>;

/** A deployment's trail, sealed and signed by the functions that do so. */
export function trail(key: SigningKey = signingKey()) {
  const bucket = memoryBucket();
  let now = timeIn(0);
  let sequence = 0;
  const seal = (batch: readonly StreamedRecord[]) =>
    sealBatch({ ...bucket, now: () => now, onSetAside: () => {} }, batch);
  return {
    ...{ bucket, key },
    at: (time: string) => {
      now = time;
    },
    next: (transition: Transition) => streamed(transition, sequence++),
    seal,
    close: () => closeHours(digestPorts(bucket, key, () => now)),
  };
}
export type Trail = ReturnType<typeof trail>;

/**
 * Four hours, of which the third is empty: in the first two requests begin and one is decided, in the second the other is; in the
 * last, one more. Each hour is closed when it is over.
 */
export async function fourHours(key?: SigningKey): Promise<Trail> {
  const story = trail(key);
  const [[a1, a2], [b1, b2], [c1, c2]] = [twoMoves(1), twoMoves(2), twoMoves(3)];
  const hours: Transition[][][] = [[[a1, b1, a2]], [[b2], [c1]], [], [[c2]]];
  for (const [hour, batches] of hours.entries()) {
    story.at(timeIn(hour));
    for (const batch of batches) await story.seal(batch.map(story.next));
    story.at(timeIn(hour + 1, 10));
    await story.close();
  }
  return story;
}

import type { Timing } from '@countersign/client';

const pauseMilliseconds = 2_000;

/** Looks again and again until there is something to see, or the time is over. */
export async function lookUntil<T>(
  { now, sleep }: Pick<Timing, 'now' | 'sleep'>,
  seconds: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = now() + seconds * 1_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || now() >= end) return seen;
    await sleep(pauseMilliseconds);
  }
}

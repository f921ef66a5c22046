import { setTimeout as sleep } from 'node:timers/promises';

/** What to do with an item as it stands: write a transition and answer, or just answer. */
export interface ItemChange<T, A> {
  transition?: T;
  answer: A;
  /** The answer stands even where the write loses this many races: it is worth a record, not a fight. */
  tries?: number;
}

/** Waiting and chance, passed in so that tests have neither. */
export interface Backoff {
  sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
}

export const randomBackoff: Backoff = { sleep: (ms) => sleep(ms), random: Math.random };

/** Where an item is read, and written on condition that it is as it was read. */
export interface ItemStore<I, T> {
  get: (id: string) => Promise<I | undefined>;
  advance: (transition: T) => Promise<'written' | 'conflict'>;
}

/** Every lost race is another's move, so a whole department that clicks at once still gets through. */
const rounds = 25;
const [firstMs, longestMs] = [10, 100];

/**
 * Reads, decides, writes on condition; whoever loses the race waits a random while and looks again at what the winner
 * left. Those who lost together must not meet again together, hence the chance. All rounds take 1.2 s on average
 * (half of 10 + 20 + 40 + 80 + 21 × 100 ms), less than the three seconds in which a click must be answered.
 *
 * `justRead`: as somebody read it a moment ago, in place of the first look. The condition holds it to what it is now.
 */
export async function changeItem<I, T, A>(
  store: ItemStore<I, T>,
  backoff: Backoff,
  id: string,
  decide: (item: I) => ItemChange<T, A> | Promise<ItemChange<T, A>>,
  justRead?: I,
): Promise<A | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await backoff.sleep(backoff.random() * Math.min(firstMs * 2 ** (round - 1), longestMs));
    const item = (round === 0 && justRead) || (await store.get(id));
    if (!item) return undefined;
    const { transition, answer, tries } = await decide(item);
    if (!transition || (await store.advance(transition)) === 'written' || round + 1 === tries) return answer;
  }
  throw new Error(`${id} changed ${rounds} times while we tried to change it.`);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestStore } from '../../core/ports/store.ts';
import type { Request } from '../../core/request/request.ts';
import type { Transition } from '../../core/request/transition.ts';

/** What to do with the request as it stands: write a transition and answer, or just answer. */
export interface Change<A> {
  transition?: Transition;
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

export interface ChangePorts {
  requests: RequestStore;
  backoff: Backoff;
}

/** Every lost race is another's move, so a whole department that clicks at once still gets through. */
const rounds = 25;
const [firstMs, longestMs] = [10, 100];

/**
 * Reads, decides, writes on condition; whoever loses the race waits a random while and looks again at what the winner
 * left. Those who lost together must not meet again together, hence the chance. All rounds take 1.2 s on average
 * (half of 10 + 20 + 40 + 80 + 21 × 100 ms), less than the three seconds in which a click must be answered.
 */
export async function changeRequest<A>(
  { requests, backoff }: ChangePorts,
  id: string,
  decide: (request: Request) => Change<A> | Promise<Change<A>>,
): Promise<A | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await backoff.sleep(backoff.random() * Math.min(firstMs * 2 ** (round - 1), longestMs));
    const request = await requests.get(id);
    if (!request) return undefined;
    const { transition, answer, tries } = await decide(request);
    if (!transition || (await requests.advance(transition)) === 'written' || round + 1 === tries)
      return answer;
  }
  throw new Error(`Request ${id} changed ${rounds} times while we tried to change it.`);
}

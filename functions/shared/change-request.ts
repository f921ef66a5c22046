import type { RequestStore } from '../../core/ports/store.ts';
import type { Request } from '../../core/request/request.ts';
import type { Transition } from '../../core/request/transition.ts';

/** What to do with the request as it stands: write a transition and answer, or just answer. */
export interface Change<A> {
  transition?: Transition;
  answer: A;
}

/** Every lost round is another's move, so a whole department that clicks at once still gets through. */
const rounds = 25;

/** Reads, decides, writes on condition; whoever loses the race looks again at what the winner left. */
export async function changeRequest<A>(
  store: RequestStore,
  id: string,
  decide: (request: Request) => Change<A>,
): Promise<A | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const request = await store.get(id);
    if (!request) return undefined;
    const { transition, answer } = decide(request);
    if (!transition || (await store.advance(transition)) === 'written') return answer;
  }
  throw new Error(`Request ${id} changed ${rounds} times while we tried to change it.`);
}

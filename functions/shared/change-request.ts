import type { RequestStore } from '../../core/ports/store.ts';
import type { Request } from '../../core/request/request.ts';
import type { Transition } from '../../core/request/transition.ts';
import { type Backoff, changeItem, type ItemChange } from './change-item.ts';

export { type Backoff, randomBackoff } from './change-item.ts';

/** What to do with the request as it stands: write a transition and answer, or just answer. */
export type Change<A> = ItemChange<Transition, A>;

export interface ChangePorts {
  requests: RequestStore;
  backoff: Backoff;
}

/** The one loop that moves requests. */
export const changeRequest = <A>(
  { requests, backoff }: ChangePorts,
  id: string,
  decide: (request: Request) => Change<A> | Promise<Change<A>>,
  justRead?: Request,
): Promise<A | undefined> => changeItem(requests, backoff, id, decide, justRead);

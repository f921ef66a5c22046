import { runEndsAt } from '../request/deadlines.ts';
import type { Request } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';

/** A ticket whose signature is verified. */
export interface Presented {
  jti: string;
  /** Of its whole text: a second signature over the same claims is another ticket. */
  ticketHash: string;
}

export type Redemption =
  | { kind: 'moved'; transition: Transition }
  | { kind: 'other-ticket' }
  | { kind: 'redeemed'; at: string }
  | { kind: 'expired' }
  /** The run is over. */
  | { kind: 'used'; state: Request['state'] };

/** Rule 3, for a pipeline that may run twice: a ticket is redeemed once, while its run goes on. */
export function redeemTicket(request: Request, { jti, ticketHash }: Presented, at: string): Redemption {
  // Signed for a start that lost its write: nobody was ever given it.
  if (!('ticketHash' in request) || request.ticketHash !== ticketHash) return { kind: 'other-ticket' };
  if (request.redeemedAt !== undefined) return { kind: 'redeemed', at: request.redeemedAt };
  if (request.state !== 'started') return { kind: 'used', state: request.state };
  if (at >= runEndsAt(request.startedAt)) return { kind: 'expired' };
  const actor = { kind: 'ticket', id: jti } as const;
  return {
    kind: 'moved',
    transition: advance(
      request,
      { ...request, redeemedAt: at },
      { at, actor, via: 'api', change: { type: 'redeemed' } },
    ),
  };
}

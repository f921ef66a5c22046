import { describe, expect, it } from 'vitest';
import { reportRun } from '../../../../core/execution/agent-run.ts';
import { type Presented, redeemTicket } from '../../../../core/execution/redeem-ticket.ts';
import { runEndsAt } from '../../../../core/request/deadlines.ts';
import type { Request } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { requestIn, states, ticketHash } from '../../../support/given/requests.ts';

const jti = '5d41402abc4b2a76b9719d911017c592';
const redeem = (request: Request, changes: Partial<Presented> = {}, at = noon) =>
  redeemTicket(request, { jti, ticketHash, ...changes }, at);

function redeemed(): Request {
  const move = redeem(requestIn('started'));
  if (move.kind !== 'moved') throw new Error(move.kind);
  return move.transition.request;
}

describe('a redemption', () => {
  it('is one move of a run that goes on, by whoever holds the ticket', () => {
    expect(redeem(requestIn('started'))).toMatchObject({
      kind: 'moved',
      transition: {
        from: { state: 'started' },
        request: { state: 'started', redeemedAt: noon, ticketHash },
        record: { change: { type: 'redeemed' }, actor: { kind: 'ticket', id: jti }, via: 'api' },
      },
    });
  });

  it('comes once, also after the run is over', () => {
    const once = redeemed();
    expect(redeem(once)).toEqual({ kind: 'redeemed', at: noon });
    const { digest } = once;
    const done = reportRun(once, { status: 'done', digest, ticketHash }, noon);
    if (done.kind !== 'moved') throw new Error(done.kind);
    expect(redeem(done.transition.request)).toEqual({ kind: 'redeemed', at: noon });
  });

  it.each(['done', 'failed', 'unknown'] as const)('is too late where the run is %s', (state) => {
    expect(redeem(requestIn(state))).toEqual({ kind: 'used', state });
  });

  it('is too late from the moment at which the run is unknown, whether or not that was written', () => {
    const request = requestIn('started');
    const end = runEndsAt(request.startedAt);
    const before = new Date(Date.parse(end) - 1).toISOString();
    expect(redeem(request, {}, before).kind).toBe('moved');
    expect(redeem(request, {}, end)).toEqual({ kind: 'expired' });
  });

  it('is of the ticket that took the approval: of another one in no state', () => {
    for (const state of states)
      expect(redeem(requestIn(state), { ticketHash: 'c'.repeat(64) })).toEqual({ kind: 'other-ticket' });
  });

  it.each(['allowed', 'approved', 'lapsed', 'pending'] as const)(
    'is none where nothing started: %s',
    (state) => {
      expect(redeem(requestIn(state))).toEqual({ kind: 'other-ticket' });
    },
  );
});

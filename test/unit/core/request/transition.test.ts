import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransitionEvent } from '../../../../core/evidence/record.ts';
import { moves } from '../../../../core/request/lifecycle.ts';
import { advance, begin, type Draft } from '../../../../core/request/transition.ts';
import { noon } from '../../../support/given/clock.ts';
import { requestIn, states } from '../../../support/given/requests.ts';

const event: TransitionEvent = {
  at: noon,
  actor: { kind: 'system', id: 'test' },
  via: 'api',
  change: { type: 'started' },
};
const anyState = fc.constantFrom(...states);

describe('a transition', () => {
  it('obeys the lifecycle, from every state to every state', () => {
    fc.assert(
      fc.property(anyState, anyState, (from, to) => {
        const before = requestIn(from);
        const draft: Draft = requestIn(to);
        const known = (moves[from] as readonly string[]).includes(to);
        const transition = () => advance(before, draft, event);
        if (!known) expect(transition).toThrow(`A request cannot move from ${from} to ${to}.`);
        else expect(transition().from).toEqual({ state: from, version: before.version });
      }),
      { numRuns: 300 },
    );
  });

  it('begins a request only where one may begin', () => {
    for (const state of states) {
      const first = () => begin(requestIn(state), event);
      if (['allowed', 'refused', 'pending'].includes(state))
        expect(first().request).toMatchObject({ state, version: 1 });
      else expect(first).toThrow(`A request cannot begin as ${state}.`);
    }
  });

  it('is one version further, and names the record before it', () => {
    const before = requestIn('approved');
    const { request, record } = advance(before, requestIn('started'), event);
    expect(request.version).toBe(before.version + 1);
    expect(record.seq).toBe(before.version + 1);
    expect(record.prev).toBe(before.recordHash);
    expect(request.recordHash).toBe(record.hash);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rate, restingUntil, takeTurn } from '../../../../core/lib/take-turn.ts';

const rates = fc.record({
  everyMs: fc.integer({ min: 1, max: 5_000 }),
  burst: fc.integer({ min: 1, max: 10 }),
});
/** Milliseconds between one who comes and the next. */
const gaps = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 40 });

/** When those are let through who come so far apart, and wait as long as they have to. */
function sendAll(rate: Rate, gapsMs: readonly number[], from?: number): number[] {
  let [next, now] = [from, 0];
  return gapsMs.map((gap) => {
    now += gap;
    const turn = takeTurn(next, rate, now, Number.POSITIVE_INFINITY);
    if (turn.kind === 'turn') next = turn.next;
    return now + turn.inMs;
  });
}

describe('turns', () => {
  it('are never more in a stretch of time than the rate and its burst allow', () => {
    fc.assert(
      fc.property(rates, gaps, (rate, gapsMs) => {
        const sent = sendAll(rate, gapsMs);
        for (const [first, start] of sent.entries())
          for (const [last, end] of sent.entries())
            if (last > first)
              expect(last - first + 1).toBeLessThanOrEqual(rate.burst + (end - start) / rate.everyMs);
      }),
    );
  });

  it('come at once after a rest, as many as a burst has', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        const sent = sendAll(rate, Array(rate.burst + 1).fill(0));
        expect(sent).toEqual([...Array(rate.burst).fill(0), rate.everyMs]);
      }),
    );
  });

  it('are given to nobody who would have to wait longer than they will', () => {
    const rate = { everyMs: 1_000, burst: 1 };
    expect(takeTurn(10_000, rate, 4_000, 5_999)).toEqual({ kind: 'full', inMs: 6_000 });
    expect(takeTurn(10_000, rate, 4_000, 6_000)).toEqual({ kind: 'turn', inMs: 6_000, next: 11_000 });
  });

  it('of a lane that rests come one by one from its end on', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 60_000 }), (rate, untilMs) => {
        const sent = sendAll(rate, [0, 0, 0], restingUntil(untilMs, rate));
        expect(sent).toEqual([untilMs, untilMs + rate.everyMs, untilMs + 2 * rate.everyMs]);
      }),
    );
  });
});

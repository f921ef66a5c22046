import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyHour,
  isRound,
  isWorthShowing,
  mostLines,
  mostSessions,
  withDenied,
  withRequest,
} from '../../../../core/detection/denied-hour.ts';
import { deniedHour, deniedLine } from '../../../support/given/sightings.ts';

const requestId = 'f'.repeat(32);

describe('what an agent was denied in an hour', () => {
  it('is a line for each call, whatever comes twice or in whatever order', () => {
    const anyCall = fc.record({
      call: fc.integer({ min: 0, max: 9 }),
      sighting: fc.integer({ min: 0, max: 20 }),
    });
    let repeated = 0;
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 40 }), (calls) => {
        // A sighting is of one call.
        const of = new Map(calls.map(({ call, sighting }) => [sighting, call]));
        const lines = calls.map(({ sighting }) =>
          deniedLine({ key: `call-${of.get(sighting)}`, sightingId: `sighting-${sighting}` }),
        );
        const hour = deniedHour(...lines);
        if (of.size < calls.length) repeated += 1;
        const kinds = new Set(of.values());
        expect(hour.lines).toHaveLength(Math.min(kinds.size, mostLines));
        const counted = hour.lines.reduce((sum, { times }) => sum + times, 0) + hour.more;
        expect(counted).toBe(of.size);
        expect(hour.version).toBe(of.size);
      }),
    );
    expect(repeated).toBeGreaterThan(20);
  });

  it('keeps every session of a call, up to more than can stand behind a request', () => {
    const lines = Array.from({ length: 30 }, (_, n) =>
      deniedLine({ sightingId: `s-${n}`, session: `session-${n % 25}` }),
    );
    expect(deniedHour(...lines).lines[0]?.sessions).toHaveLength(mostSessions + 1);
    expect(deniedHour(...lines.slice(0, 3)).lines[0]?.sessions).toEqual([
      'session-0',
      'session-1',
      'session-2',
    ]);
  });

  it('keeps the request that was made of a call, once', () => {
    const hour = deniedHour(deniedLine());
    const asked = withRequest(hour, deniedLine().sightingId, requestId);
    expect(asked?.lines).toMatchObject([{ requestId }]);
    expect(withRequest(asked ?? hour, deniedLine().sightingId, requestId)).toBeUndefined();
    expect(withRequest(hour, 'another', requestId)).toBeUndefined();
  });
});

describe('its card', () => {
  it('is shown anew at each new line and request, and ever more rarely for more of the same', () => {
    const first = deniedHour(deniedLine());
    expect(isWorthShowing(emptyHour({ id: 'etl', owners: [] }, { hour: '2026-01-05T12' }), first)).toBe(true);
    let [hour, shown] = [first, 0];
    for (let n = 2; n <= 1_000; n += 1) {
      const next = withDenied(hour, deniedLine({ sightingId: `s-${n}` })) ?? hour;
      if (isWorthShowing(hour, next)) shown += 1;
      hour = next;
    }
    expect(shown).toBe([2, 5, 10, 20, 50, 100, 200, 500, 1_000].length);
    const asked = withRequest(hour, deniedLine().sightingId, requestId) ?? hour;
    expect(isWorthShowing(hour, asked)).toBe(true);
  });

  it('knows round numbers', () => {
    expect([1, 2, 5, 10, 20, 50, 100, 5_000].every(isRound)).toBe(true);
    expect([0, 3, 11, 25, 101].some(isRound)).toBe(false);
  });
});

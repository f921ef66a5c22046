import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../catalog/values/decimal.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { complaint } from './spellings.ts';

describe('a decimal', () => {
  it.each([0, 1, -1, 0.5, -2.25, 0.1, 0.000001, 4503599627370495.5, Number.MAX_SAFE_INTEGER])(
    'is taken where JSON writes it plainly: %d',
    (value) => {
      expect(complaint(decimal, value)).toBeUndefined();
    },
  );

  it.each([
    [-0, 'must be a number that JSON holds exactly'],
    [2 ** 53, 'must be a number that JSON holds exactly'],
    [-(2 ** 53), 'must be a number that JSON holds exactly'],
    [1e21, 'must be a number that JSON holds exactly'],
    [Number.MAX_VALUE, 'must be a number that JSON holds exactly'],
    [1e-7, 'must be a number without an exponent: 0.000001 is the least'],
    [-1.5e-9, 'must be a number without an exponent: 0.000001 is the least'],
    [Number.MIN_VALUE, 'must be a number without an exponent: 0.000001 is the least'],
  ])('is refused where it has another spelling, or another value behind it: %d', (value, detail) => {
    expect(complaint(decimal, value)).toBe(detail);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '1.5', null, true])('is a number: %s', (value) => {
    expect(complaint(decimal, value)).toBeDefined();
  });

  it('that is taken reads back as itself, and stands without an exponent', () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.double({ min: -1e6, max: 1e6, noNaN: true })), (value) => {
        if (complaint(decimal, value) !== undefined) {
          seen.refused += 1;
          return;
        }
        seen.taken += 1;
        const written = canonicalJson(value);
        expect(written).toMatch(/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/);
        expect(Object.is(JSON.parse(written), value)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(seen.taken).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(50);
  });
});

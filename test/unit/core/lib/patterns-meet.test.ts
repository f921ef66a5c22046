import fc from 'fast-check';
import { expect, it } from 'vitest';
import { patternsMeet } from '../../../../core/lib/patterns-meet.ts';
import { matchesWildcard } from '../../../../core/lib/wildcard.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '*', '?'), maxLength: 7 });
const words = (length: number): string[] =>
  length === 0 ? [''] : ['', ...words(length - 1).flatMap((rest) => [`a${rest}`, `b${rest}`])];
/** Any text that two such patterns have in common, they have in common in one of so many letters. */
const texts = [...new Set(words(10))];

it('is true exactly where there is a text that both match', () => {
  let met = 0;
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      const expected = texts.some((text) => matchesWildcard(one, text) && matchesWildcard(other, text));
      const shortest = one.replaceAll('*', '').length + other.replaceAll('*', '').length;
      fc.pre(shortest <= 10);
      expect(patternsMeet(one, other)).toBe(expected);
      met += Number(expected);
    }),
  );
  expect(met).toBeGreaterThan(10);
});

it('does not depend on the order', () => {
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      expect(patternsMeet(one, other)).toBe(patternsMeet(other, one));
    }),
  );
});

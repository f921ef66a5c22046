import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesWildcard } from '../../../../core/lib/wildcard.ts';

describe('a pattern with wildcards', () => {
  it.each([
    ['*', ''],
    ['iam:*', 'iam:PassRole'],
    ['iam:P?ss*', 'iam:PassRole'],
    ['*a*b', 'aabab'],
    ['a', 'a'],
    ['', ''],
  ])('matches: %j %j', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(true);
  });

  it.each([
    ['iam:?', 'iam:PassRole'],
    ['?', ''],
    ['', 'a'],
    ['a*b', 'abc'],
    ['iam.PassRole', 'iam:PassRole'],
    ['IAM:*', 'iam:PassRole'],
  ])('does not match: %j %j', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(false);
  });

  it('matches what the same expression does', () => {
    const pattern = fc.string({ unit: fc.constantFrom(...'ab*?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom(...'ab'), maxLength: 8 });
    let met = 0;
    fc.assert(
      fc.property(pattern, text, (wild, given) => {
        const expression = new RegExp(`^${wild.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matchesWildcard(wild, given)).toBe(expression.test(given));
        met += expression.test(given) ? 1 : 0;
      }),
      { numRuns: 2_000 },
    );
    expect(met).toBeGreaterThan(100);
  });

  it('takes no longer for a pattern made to be slow', () => {
    expect(matchesWildcard(`${'*a'.repeat(1_000)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance } from '../../../../core/lib/did-you-mean.ts';

describe('a suggestion', () => {
  it.each([
    ['securty', '; did you mean "security"?'],
    ['secruity', '; did you mean "security"?'],
    ['SECURITY', '; did you mean "security"?'],
    ['leagl', '; did you mean "legal"?'],
    ['finance', ''],
    ['s'.repeat(200), ''],
  ])('for %s: %s', (written, expected) => {
    expect(didYouMean(written, ['security', 'legal'])).toBe(expected);
  });

  it('needs something to suggest', () => {
    expect(didYouMean('security', [])).toBe('');
  });
});

describe('the distance of two texts', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['abcd', 'acbd', 1],
    ['ca', 'abc', 3],
  ])('from "%s" to "%s" is %i', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
    expect(editDistance(other, one)).toBe(distance);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNestedTooDeep, mostNested } from '../../../../core/evidence/nesting.ts';

const nested = (depth: number, inner = ''): string => '['.repeat(depth) + inner + ']'.repeat(depth);

it('a text may be nested so deep, and no deeper', () => {
  expect(isNestedTooDeep(nested(mostNested))).toBe(false);
  expect(isNestedTooDeep(nested(mostNested + 1))).toBe(true);
  expect(isNestedTooDeep(`{"a":${nested(mostNested)}}`)).toBe(true);
});

it('a text may have any number of lists beside one another', () => {
  expect(isNestedTooDeep(`[${Array(1_000).fill('[{}]').join(',')}]`)).toBe(false);
});

it('brackets in texts and keys are text, whatever stands before them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(mostNested * 2), (words, depth) => {
      const text = JSON.stringify(`${words}${'[{'.repeat(mostNested)}\\`);
      const around = Math.max(1, depth);
      expect(isNestedTooDeep(nested(around, text))).toBe(around > mostNested);
      expect(isNestedTooDeep(`{${text}:${nested(around)}}`)).toBe(around + 1 > mostNested);
    }),
  );
});

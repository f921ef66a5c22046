import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { distinct } from '../../../../catalog/values/distinct.ts';
import { complaint } from './spellings.ts';

const words = distinct(z.string());
const ranges = distinct(
  z.strictObject({ CidrIp: z.string(), Description: z.string().optional() }),
  ({ CidrIp }) => CidrIp,
);

describe('a list that means a set', () => {
  it('holds nothing twice, and says what', () => {
    expect(complaint(words, ['a', 'b'])).toBeUndefined();
    expect(words.safeParse(['a', 'b', 'a']).error?.issues).toMatchObject([
      { path: [2], message: 'stands in this list twice: once says it all' },
    ]);
  });

  it('is left out where nothing is meant', () => {
    expect(complaint(words, [])).toBe('must hold something: leave it out where nothing is meant');
  });

  it('knows an item again by what counts', () => {
    const anywhere = { CidrIp: '0.0.0.0/0' };
    expect(complaint(ranges, [anywhere, { ...anywhere, Description: 'office' }])).toContain('twice');
    expect(complaint(ranges, [anywhere, { CidrIp: '10.0.0.0/8' }])).toBeUndefined();
  });

  it('knows an object again, whatever the order of its keys', () => {
    const pairs = distinct(z.looseObject({}));
    expect(
      complaint(pairs, [
        { a: 1, b: { c: 1, d: [2] } },
        { b: { d: [2], c: 1 }, a: 1 },
      ]),
    ).toContain('twice');
  });

  it('is taken in any order', () => {
    let repeated = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 5 }), (list) => {
        const isSet = new Set(list).size === list.length;
        expect(complaint(words, list) === undefined).toBe(isSet);
        expect(complaint(words, list.toReversed()) === undefined).toBe(isSet);
        repeated += isSet ? 0 : 1;
      }),
      { numRuns: 500 },
    );
    expect(repeated).toBeGreaterThan(20);
  });

  it('can have more rules, and is described to agents', () => {
    expect(z.toJSONSchema(z.object({ a: words.max(3) }), { io: 'input' })).toMatchObject({
      properties: { a: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true } },
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Around, listed } from '../../../../catalog/values/widest-first.ts';

const widestFirst = (values: readonly string[], around: Around = {}): string[] =>
  listed(values, { ...around, most: values.length }).split(/, | and /);

describe('values in a sentence', () => {
  it.each<[values: string[], ordered: string[]]>([
    [
      ['10.0.0.0/8', '203.0.113.7/32', '0.0.0.0/0'],
      ['0.0.0.0/0', '10.0.0.0/8', '203.0.113.7/32'],
    ],
    [
      ['sg-1', '2001:db8::/32', '::/0'],
      ['::/0', '2001:db8::/32', 'sg-1'],
    ],
    [
      ['111122223333', '444455556666', 'all'],
      ['all', '444455556666', '111122223333'],
    ],
    [
      ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::444455556666:role/b', 's3:*', '*'],
      ['*', 's3:*', 'arn:aws:iam::444455556666:role/b', 'arn:aws:iam::111122223333:role/a'],
    ],
    [
      ['444455556666', 'arn:aws:organizations::444455556666:organization/o-exampleorgid'],
      ['arn:aws:organizations::444455556666:organization/o-exampleorgid', '444455556666'],
    ],
    [
      ['id="x"', 'uri="http://acs.amazonaws.com/groups/global/AllUsers"'],
      ['uri="http://acs.amazonaws.com/groups/global/AllUsers"', 'id="x"'],
    ],
  ])('stand with the widest first: %j', (values, ordered) => {
    expect(widestFirst(values, { ownAccount: '111122223333' })).toEqual(ordered);
  });

  it('keep their order where they are equally wide, and stand once', () => {
    expect(widestFirst(['c', 'a', 'b', 'a'])).toEqual(['c', 'a', 'b']);
  });

  it('stand with what an entry calls the worst in front', () => {
    const around = { worst: ['Decrypt', 'CreateGrant'] };
    expect(widestFirst(['DescribeKey', 'CreateGrant', 'Decrypt'], around)).toEqual([
      'Decrypt',
      'CreateGrant',
      'DescribeKey',
    ]);
  });

  it.each<[values: string[], said: string]>([
    [[], 'nothing'],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
    [['a', 'a', 'a', 'all'], 'all and a'],
    [['a', 'b', 'c', 'd', '0.0.0.0/0'], '0.0.0.0/0, a, b and 2 more'],
    [['a', '*', 'all', 'b', '::/0', '0.0.0.0/0'], '*, all, ::/0, 0.0.0.0/0 and 2 more'],
    [
      ['1'.repeat(12), '2'.repeat(12), '3'.repeat(12), '4'.repeat(12), 'x'],
      '111111111111, 222222222222, 333333333333 and 2 more, 1 of them other accounts',
    ],
    [
      ['10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'],
      '10.0.0.0/8, 10.1.0.0/16, 10.2.0.0/16 and 1 more, 1 of them ranges that are no wider',
    ],
    [['a\u202Eb'], 'a\\u{202E}b'],
  ])('are listed so that no wide one hides: %j', (values, said) => {
    expect(listed(values)).toBe(said);
  });

  it('name what opens everything, wherever it stood and whatever pushes it back', () => {
    const harmless = fc.constantFrom(
      'a',
      'b',
      '10.0.0.0/8',
      '444455556666',
      'arn:aws:iam::444455556666:role/x',
      'x*',
    );
    const wide = fc.constantFrom('*', 'all', '0.0.0.0/0', '::/0');
    let pushed = 0;
    fc.assert(
      fc.property(fc.array(harmless), wide, fc.array(fc.oneof(harmless, wide)), (before, widest, after) => {
        const values = [...before, widest, ...after];
        const said = listed(values);
        expect(said.split(/, | and /)).toContain(widest);
        expect(said.startsWith(widestFirst(values)[0] ?? '-')).toBe(true);
        pushed += new Set(before).size >= 3 ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(pushed).toBeGreaterThan(20);
  });
});

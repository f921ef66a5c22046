import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerTo, segmentsOf } from '../../../../core/lib/json-pointer.ts';

describe('a JSON pointer', () => {
  it.each([
    [[], ''],
    [[''], '/'],
    [['a', 0, 'b'], '/a/0/b'],
    [['a/b'], '/a~1b'],
    [['m~n'], '/m~0n'],
    [['~1'], '/~01'],
    [['~0'], '/~00'],
    [['/~'], '/~1~0'],
  ])('to %j is written %j, as RFC 6901 has it, and read back', (path, pointer) => {
    expect(pointerTo(path)).toBe(pointer);
    expect(segmentsOf(pointer)).toEqual(path.map(String));
  });

  it('leads back to any names, whatever slashes and tildes are in them', () => {
    const name = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') }));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), (path) => {
        expect(segmentsOf(pointerTo(path))).toEqual(path);
      }),
    );
  });
});

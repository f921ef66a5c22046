import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapTextAt, pointerTo, segmentsOf } from '../../../../core/lib/json-pointer.ts';

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

describe('a text that a pointer leads to', () => {
  const louder = (text: string) => text.toUpperCase();

  it('is changed, and nothing beside it', () => {
    const value = { a: { b: 'x', c: 'y' }, d: 'z' };
    expect(mapTextAt(value, '/a/b', louder)).toEqual({ a: { b: 'X', c: 'y' }, d: 'z' });
    expect(value.a.b).toBe('x');
  });

  it('is changed in a list, by its place', () => {
    const value = { list: [{ a: 'x' }, { a: 'y' }] };
    expect(mapTextAt(value, '/list/1/a', louder)).toEqual({ list: [{ a: 'x' }, { a: 'Y' }] });
  });

  it.each(['/a/c', '/a/b/c', '/n', '/list/1', '/list/*', '/nothing'])(
    'is none at %s: nothing changes',
    (pointer) => {
      const value = { a: { b: 'x' }, n: 1, list: ['x'], nothing: null };
      expect(mapTextAt(value, pointer, louder)).toEqual(value);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { hidden as hiddenFor, redact, type Secrets } from '../../../../core/lib/redact.ts';
import { anyObject } from '../../../support/given/any-json.ts';

type Path = readonly string[];

const hidden = hiddenFor('a key');
const keysAt = (pointers: readonly string[]): Secrets =>
  Object.fromEntries(pointers.map((pointer) => [pointer, 'a key']));

const pointerTo = (path: Path): string =>
  path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Every place in a value, the containers included. */
function paths(value: unknown, at: Path = []): Path[] {
  const here = at.length > 0 ? [at] : [];
  if (typeof value !== 'object' || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...at, key]))];
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((inner: unknown, key) => Reflect.get(Object(inner), key), value);

const within = (path: Path, outer: Path): boolean => outer.every((key, index) => path[index] === key);

describe('redaction', () => {
  it.each<[string, JsonObject, string[], JsonObject]>([
    ['a value', { a: 'x', b: 'y' }, ['/a'], { a: hidden, b: 'y' }],
    ['a whole object', { a: { b: 1 }, c: 2 }, ['/a'], { a: hidden, c: 2 }],
    ['an inner value', { a: { b: 1, c: 2 } }, ['/a/b'], { a: { b: hidden, c: 2 } }],
    ['every element', { a: ['x', 'y'] }, ['/a/*'], { a: [hidden, hidden] }],
    ['one element', { a: ['x', 'y'] }, ['/a/1'], { a: ['x', hidden] }],
    [
      'one field of every element',
      { a: [{ k: 1, v: 2 }, { v: 3 }] },
      ['/a/*/v'],
      { a: [{ k: 1, v: hidden }, { v: hidden }] },
    ],
    ['every value of a map', { env: { A: '1', B: '2' } }, ['/env/*'], { env: { A: hidden, B: hidden } }],
    ['a name with a slash and a tilde', { 'a/b~c': 'x' }, ['/a~1b~0c'], { 'a/b~c': hidden }],
    ['two places', { a: 1, b: 2, c: 3 }, ['/a', '/c'], { a: hidden, b: 2, c: hidden }],
    ['null and false too', { a: null, b: false }, ['/a', '/b'], { a: hidden, b: hidden }],
  ])('hides %s', (_, value, pointers, expected) => {
    expect(redact(value, keysAt(pointers))).toEqual(expected);
  });

  it.each([['/missing'], ['/a/missing'], ['/a/0'], ['/a/*'], ['/b/9']])(
    'hides nothing where %s leads nowhere',
    (pointer) => {
      const value = { a: 'text', b: [1] };
      expect(redact(value, keysAt([pointer]))).toEqual(value);
    },
  );

  it('hides what it names and nothing else, wherever that is', () => {
    const named = anyObject.chain((value) => {
      const all = paths(value);
      return fc.tuple(fc.constant(value), fc.subarray(all, { maxLength: Math.min(3, all.length) }));
    });
    fc.assert(
      fc.property(named, ([value, secrets]) => {
        fc.pre(!secrets.some((path) => path.includes('*')));
        const shown = redact(value, keysAt(secrets.map(pointerTo)));
        for (const path of paths(value)) {
          const outer = secrets.find((secret) => within(path, secret));
          const holdsOne = secrets.some((secret) => within(secret, path));
          if (outer) expect(valueAt(shown, outer)).toBe(hidden);
          else if (!holdsOne) expect(valueAt(shown, path)).toEqual(valueAt(value, path));
        }
      }),
    );
  });

  it('leaves the value itself as it was', () => {
    const value = { a: { b: 'x' } };
    redact(value, keysAt(['/a/b']));
    expect(value).toEqual({ a: { b: 'x' } });
  });
});

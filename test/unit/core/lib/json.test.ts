import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../../../core/lib/json.ts';
import { anyObject } from '../../../support/given/any-json.ts';

/** The same value with every object's keys put in again in reverse. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order of its keys was', () => {
    fc.assert(
      fc.property(anyObject, (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('says the same value when it is read again', () => {
    fc.assert(
      fc.property(anyObject, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  it('writes numbers and keys as RFC 8785 does', () => {
    expect(canonicalJson({ b: 1e21, a: -0, '\u20ac': 0.1, A: 1e-7 })).toBe(
      '{"A":1e-7,"a":0,"b":1e+21,"€":0.1}',
    );
  });

  it('has no text for what is not JSON', () => {
    const nothing = { toJSON: () => undefined };
    expect(() => canonicalJson(nothing)).toThrow('without a JSON form');
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow();
    expect(() => canonicalJson({ a: '\ud800' })).toThrow();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfSeen, hiddenButCompared, seenAt } from '../../../../core/execution/seen.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';

describe('what a look saw', () => {
  it('has one hash, in whatever order AWS answers its members', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonObject>);
    fc.assert(
      fc.property(value, (seen) => {
        expect(hashOfSeen(Object.fromEntries(Object.entries(seen).reverse()))).toBe(hashOfSeen(seen));
      }),
    );
  });

  it('has another hash when anything of it is another', () => {
    const hashes = [{}, { Status: 'Active' }, { Status: 'Inactive' }, { Statuses: ['Active'] }].map(
      hashOfSeen,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is kept with when it was seen', () => {
    const at = '2026-01-01T00:00:00.000Z';
    expect(seenAt(at, { Attached: true })).toEqual({
      at,
      value: { Attached: true },
      hash: hashOfSeen({ Attached: true }),
    });
  });
});

describe('what nobody may see', () => {
  it('stands as a text that changes with it, and holds nothing of it', () => {
    const one = hiddenButCompared('variables', 'here', { PASSWORD: 'hunter2' });
    expect(one).toMatch(/^\[hidden: variables, sha256 [0-9a-f]{64}\]$/);
    expect(one).not.toBe(hiddenButCompared('variables', 'here', { PASSWORD: 'hunter3' }));
    expect(one).toBe(hiddenButCompared('variables', 'here', { PASSWORD: 'hunter2' }));
  });

  it('has another text elsewhere, so that the same secret in two places is not known as the same', () => {
    expect(hiddenButCompared('variables', 'here', 'x')).not.toBe(
      hiddenButCompared('variables', 'there', 'x'),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChain, type SealedPlace } from '../../../../core/evidence/check-chain.ts';

const hashOf = (seq: number): string => String(seq).padStart(64, '0');
const place = (seq: number, changes: Partial<SealedPlace> = {}): SealedPlace => ({
  seq,
  prev: seq === 1 ? null : hashOf(seq - 1),
  hash: hashOf(seq),
  object: 0,
  byte: seq * 100,
  ...changes,
});
const chain = (...seqs: number[]) => seqs.map((seq) => place(seq));
const whole = { fromItsBeginning: true };
const part = { fromItsBeginning: false };
const faultsOf = (...[parts, how]: Parameters<typeof checkChain>) =>
  checkChain(parts, how).faults.map(({ code, seq }) => [code, seq]);

describe('a chain', () => {
  it('is whole in any order, and however often its records were sealed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(), { maxLength: 6 }), (length, again) => {
        const once = chain(...Array.from({ length }, (_, index) => index + 1));
        const twice = again.map((pick) => ({ ...(once[pick % length] ?? place(1)), object: 1, byte: pick }));
        const records = [...twice, ...once].reverse();
        expect(checkChain({ records, setAside: [] }, whole)).toEqual({ faults: [], repeated: again.length });
      }),
    );
  });

  it('of nothing is whole', () => {
    expect(checkChain({ records: [], setAside: [] }, whole)).toEqual({ faults: [], repeated: 0 });
  });

  it('has a hole where a record is missing, named once, at the first of it', () => {
    expect(faultsOf({ records: chain(1, 5), setAside: [] }, whole)).toEqual([['record-missing', 2]]);
    expect(faultsOf({ records: chain(3, 4), setAside: [] }, whole)).toEqual([['record-missing', 1]]);
  });

  it('is judged at once, however far away a record says that it is', () => {
    const far = place(Number.MAX_SAFE_INTEGER);
    expect(faultsOf({ records: [place(1), far], setAside: [] }, whole)).toEqual([['record-missing', 2]]);
  });

  it('may begin in the middle where what was before is not looked at', () => {
    expect(faultsOf({ records: chain(3, 4), setAside: [] }, part)).toEqual([]);
    expect(faultsOf({ records: chain(3, 5), setAside: [] }, part)).toEqual([['record-missing', 4]]);
  });

  it('is filled by what was set aside at its place, whose follower need not be linked', () => {
    const records = [place(1), place(3, { prev: 'f'.repeat(64) })];
    expect(faultsOf({ records, setAside: [2] }, whole)).toEqual([]);
    expect(faultsOf({ records: [place(1), place(4)], setAside: [2] }, whole)).toEqual([
      ['record-missing', 3],
    ]);
    expect(faultsOf({ records: [place(3)], setAside: [1, 2] }, whole)).toEqual([]);
  });

  it.each([
    ['another record before it', [place(1), place(2, { prev: 'f'.repeat(64) })], 2],
    ['none, and is not the first', [place(1), place(2, { prev: null })], 2],
    ['one, and is the first', [place(1, { prev: hashOf(9) }), place(2)], 1],
  ] as const)('is broken where a record names %s', (_, records, seq) => {
    expect(faultsOf({ records, setAside: [] }, whole)).toEqual([['record-unlinked', seq]]);
  });

  it('is forked where two records claim one place', () => {
    const other = place(2, { hash: 'f'.repeat(64), object: 1 });
    expect(checkChain({ records: [other, ...chain(1, 2, 3)], setAside: [] }, whole).faults).toEqual([
      { code: 'record-forked', seq: 2, object: 1, byte: 200, detail: expect.any(String) },
    ]);
    const samePlace = place(2, { prev: 'f'.repeat(64), object: 1 });
    expect(faultsOf({ records: [samePlace, ...chain(1, 2)], setAside: [] }, whole)).toEqual([
      ['record-forked', 2],
    ]);
  });

  it('is what the table has', () => {
    const head = (seq: number, hash = hashOf(seq)) => ({ head: { seq, hash } });
    expect(faultsOf({ records: chain(1, 2, 3), setAside: [], ...head(3) }, whole)).toEqual([]);
    expect(faultsOf({ records: chain(1, 2, 3), setAside: [], ...head(2) }, whole)).toEqual([]);
    expect(faultsOf({ records: chain(1), setAside: [2], ...head(2) }, whole)).toEqual([]);
    expect(faultsOf({ records: chain(1), setAside: [], ...head(3) }, whole)).toEqual([['table-differs', 2]]);
    expect(faultsOf({ records: [], setAside: [], ...head(3) }, part)).toEqual([['table-differs', 1]]);
    expect(faultsOf({ records: chain(1, 2), setAside: [], ...head(2, 'f'.repeat(64)) }, whole)).toEqual([
      ['table-differs', 2],
    ]);
  });
});

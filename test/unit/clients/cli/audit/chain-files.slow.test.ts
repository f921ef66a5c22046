import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainEntry } from '../../../../../clients/cli/audit/verify/chain-entries.ts';
import { openChainFiles } from '../../../../../clients/cli/audit/verify/chain-files.ts';
import { type ChainParts, checkChain } from '../../../../../core/evidence/check-chain.ts';
import { sha256 } from '../../../../../core/lib/digest.ts';

const hash = fc.nat(5).map((number) => sha256(String(number)));
const seq = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.maxSafeNat());
// Few, so that they meet; named as others please, and one that is longer than what is written at a time.
const chain = fc.oneof(fc.constantFrom('a', 'b', 'c', 'é\t\n"', 'x'.repeat(40_000)), fc.uuid());
const entry: fc.Arbitrary<ChainEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('record' as const),
    ...{ chain, seq, prev: fc.option(hash), hash, object: fc.nat(9), byte: fc.maxSafeNat() },
  }),
  fc.record({ kind: fc.constant('set-aside' as const), chain, seq }),
  fc.record({ kind: fc.constant('head' as const), chain, seq, hash }),
);

/** What each chain comes to where all of it is in memory. */
function inMemory(entries: readonly ChainEntry[]) {
  const partsOf = (own: readonly ChainEntry[]): ChainParts => {
    const head = own.findLast((one) => one.kind === 'head');
    return {
      records: own.filter((one) => one.kind === 'record'),
      setAside: own.filter((one) => one.kind === 'set-aside').map((one) => one.seq),
      ...(head && { head }),
    };
  };
  return [...Map.groupBy(entries, (one) => one.chain)].map(([name, own]) => ({
    chain: name,
    ...checkChain(partsOf(own), { fromItsBeginning: true }),
  }));
}

async function inFiles(entries: readonly ChainEntry[], mostBytes: number) {
  const files = openChainFiles({ mostBytes });
  try {
    for (const one of entries) files.add(one);
    const checked = [];
    for await (const one of files.check({ fromItsBeginning: true })) checked.push(one);
    return checked;
  } finally {
    await files.remove();
  }
}

const byChain = <T extends { chain: string }>(checked: T[]): T[] =>
  checked.sort((one, other) => (one.chain < other.chain ? -1 : 1));

describe('chains that wait in files', () => {
  it('come to the same as in memory, however small the files must be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 60 }),
        fc.constantFrom(1, 200, 1_000, 1 << 21),
        async (entries, mostBytes) => {
          expect(byChain(await inFiles(entries, mostBytes))).toEqual(byChain(inMemory(entries)));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('know the objects that they name by number', async () => {
    const files = openChainFiles();
    try {
      const numbers = ['records/a', 'records/b\n', 'records/c'].map(files.addObject);
      expect(await files.keysOf([numbers[1], undefined, numbers[2]])).toEqual(
        new Map([
          [1, 'records/b\n'],
          [2, 'records/c'],
        ]),
      );
    } finally {
      await files.remove();
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createMerkleTree,
  inclusionPath,
  leafHash,
  nodeHash,
  rootFromPath,
} from '../../../../core/evidence/merkle.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hex = (hash: Uint8Array | undefined): string => Buffer.from(hash ?? []).toString('hex');

/** The reference leaves and roots of Certificate Transparency: transparency-dev/merkle, testonly/constants.go. */
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** As the same suite has them: index, size, path. */
const paths: [number, number, string[]][] = [
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

const leavesOf = (some: readonly string[]) => some.map((entry) => leafHash(bytes(entry)));
const rootOf = (leaves: readonly Uint8Array[]) => {
  const tree = createMerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
};

describe('a tree', () => {
  it.each(roots.map((root, size) => [size, root] as const))(
    'of %i leaves has the root that the reference has',
    (size, root) => {
      expect(hex(rootOf(leavesOf(entries.slice(0, size))))).toBe(root);
    },
  );

  it('counts its leaves', () => {
    const tree = createMerkleTree();
    for (const leaf of leavesOf(entries)) tree.add(leaf);
    expect(tree.size()).toBe(8);
  });

  it('of two is no leaf of what they are: the prefixes differ', () => {
    const [one, two] = leavesOf(['00', '10']) as [Uint8Array, Uint8Array];
    expect(hex(nodeHash(one, two))).not.toBe(hex(leafHash(Buffer.concat([one, two]))));
  });
});

describe('a path', () => {
  it.each(paths)('of leaf %i of %i is what the reference has, and leads to its root', (index, size, path) => {
    const leaves = leavesOf(entries.slice(0, size));
    expect(inclusionPath(leaves, index).map(hex)).toEqual(path);
    const root = rootFromPath(leaves[index] ?? bytes(''), { index, size }, path.map(bytes));
    expect(hex(root)).toBe(roots[size]);
  });

  const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const treeAndPlace = fc
    .array(leaf, { minLength: 1, maxLength: 70 })
    .chain((leaves) => fc.record({ leaves: fc.constant(leaves), index: fc.nat(leaves.length - 1) }));

  it('of any leaf of any tree leads to the root', () => {
    fc.assert(
      fc.property(treeAndPlace, ({ leaves, index }) => {
        const place = { index, size: leaves.length };
        const root = rootFromPath(leaves[index] ?? bytes(''), place, inclusionPath(leaves, index));
        expect(hex(root)).toBe(hex(rootOf(leaves)));
      }),
    );
  });

  it('leads nowhere else for another leaf, at another place, with a hash more, less or changed', () => {
    let changed = 0;
    fc.assert(
      fc.property(treeAndPlace, leaf, fc.nat(), ({ leaves, index }, other, pick) => {
        const size = leaves.length;
        const path = inclusionPath(leaves, index);
        const own = leaves[index] ?? bytes('');
        const root = hex(rootOf(leaves));
        expect(hex(rootFromPath(other, { index, size }, path))).not.toBe(root);
        expect(rootFromPath(own, { index: size, size }, path)).toBeUndefined();
        expect(rootFromPath(own, { index, size }, [...path, other])).not.toEqual(rootOf(leaves));
        if (path.length === 0) return;
        changed += 1;
        expect(rootFromPath(own, { index, size }, path.slice(1))).toBeUndefined();
        const at = pick % path.length;
        expect(hex(rootFromPath(own, { index, size }, path.with(at, other)))).not.toBe(root);
      }),
    );
    expect(changed).toBeGreaterThan(50);
  });

  it('splits trees of any size where they are to be split: the last leaf of one more than a power of two is alone', () => {
    for (const power of [1, 10, 48, 49]) {
      const place = { index: 2 ** power, size: 2 ** power + 1 };
      const [own, left] = [bytes('aa'.repeat(32)), bytes('bb'.repeat(32))];
      expect(rootFromPath(own, place, [left])).toEqual(nodeHash(left, own));
    }
  });
});

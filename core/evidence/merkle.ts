import { sha256Bytes } from '../lib/digest.ts';

/** Merkle trees as RFC 6962, 2.1 has them. The prefixes keep a node from being taken for a leaf. */
const [leafPrefix, nodePrefix] = [Uint8Array.of(0x00), Uint8Array.of(0x01)];

export type Hash = Uint8Array;

export const leafHash = (entry: Uint8Array): Hash => sha256Bytes(Buffer.concat([leafPrefix, entry]));

export const nodeHash = (left: Hash, right: Hash): Hash =>
  sha256Bytes(Buffer.concat([nodePrefix, left, right]));

export interface MerkleTree {
  add(leaf: Hash): void;
  size(): number;
  root(): Hash;
}

/** Takes leaves one by one, and keeps one hash for each bit of their number: a million leaves take twenty. */
export function createMerkleTree(): MerkleTree {
  /** The roots of the full trees so far, the largest first. */
  const full: { height: number; hash: Hash }[] = [];
  let size = 0;
  return {
    add(leaf) {
      let [height, hash] = [0, leaf];
      for (let last = full.at(-1); last?.height === height; last = full.at(-1)) {
        hash = nodeHash(last.hash, hash);
        height += 1;
        full.pop();
      }
      full.push({ height, hash });
      size += 1;
    },
    size: () => size,
    root: () =>
      full.length === 0
        ? sha256Bytes(new Uint8Array())
        : full.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)),
  };
}

const rootOf = (leaves: readonly Hash[]): Hash => {
  const tree = createMerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
};

/** The largest power of two below `size`: where RFC 6962 splits. */
function splitOf(size: number): number {
  // Not by a logarithm, which rounds.
  let split = 1;
  while (2 * split < size) split *= 2;
  return split;
}

/** The hashes that lead from a leaf to the root, the deepest first (RFC 6962, 2.1.1). */
export function inclusionPath(leaves: readonly Hash[], index: number): Hash[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionPath(left, index), rootOf(right)]
    : [...inclusionPath(right, index - split), rootOf(left)];
}

/** The root that such a path leads to; nothing where it has another length than that place has. */
export function rootFromPath(
  leaf: Hash,
  { index, size }: { index: number; size: number },
  path: readonly Hash[],
): Hash | undefined {
  if (index >= size) return undefined;
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const beside = path.at(-1);
  if (!beside) return undefined;
  const split = splitOf(size);
  const isLeft = index < split;
  const part = isLeft ? { index, size: split } : { index: index - split, size: size - split };
  const inner = rootFromPath(leaf, part, path.slice(0, -1));
  if (!inner) return undefined;
  return isLeft ? nodeHash(inner, beside) : nodeHash(beside, inner);
}

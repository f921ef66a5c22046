import { describe, expect, it } from 'vitest';
import { signDigestFile, type UnsignedDigestFile } from '../../../../core/evidence/digest-file.ts';
import {
  checkInclusion,
  type InclusionProof,
  readInclusionProof,
} from '../../../../core/evidence/inclusion-proof.ts';
import { createMerkleTree, inclusionPath, leafHash } from '../../../../core/evidence/merkle.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { twoMoves } from '../../../support/given/evidence.ts';

const records = [1, 2, 3].flatMap(twoMoves).map(({ record }) => record);
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

async function proofOf(index: number): Promise<InclusionProof> {
  const leaves = records.map(({ hash }) => leafHash(Buffer.from(hash, 'hex')));
  const tree = createMerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  const file: UnsignedDigestFile = {
    v: 1,
    algorithm: 'ECDSA_SHA_256',
    ...{ sequence: 0, from: '2026-01-05T09:00:00.000Z', to: '2026-01-05T10:00:00.000Z' },
    ...{ at: '2026-01-05T10:10:00.000Z', objects: [], setAside: [], previous: null },
    ...{ records: leaves.length, root: hex(tree.root()), keyId: 'k' },
  };
  return {
    v: 1,
    record: canonicalJson(records[index] ?? {}),
    index,
    path: inclusionPath(leaves, index).map(hex),
    digestFile: await signDigestFile(file, async () => 'AAAA'),
    publicKey: '',
  };
}

describe('an inclusion proof', () => {
  it.each(records.map((record, index) => [index, record.id] as const))(
    'of record %i holds',
    async (index, id) => {
      const proof = await proofOf(index);
      expect(checkInclusion(proof)).toMatchObject({ ok: true, place: { id }, record: { id } });
      expect(readInclusionProof(JSON.parse(JSON.stringify(proof)))).toEqual({ ok: true, value: proof });
    },
  );

  it.each<[string, (proof: InclusionProof) => Partial<InclusionProof>]>([
    ['of another record', () => ({ record: canonicalJson(records[0] ?? {}) })],
    ['of a changed record', ({ record }) => ({ record: record.replace('"seq":', '"seq": ') })],
    ['at another place', () => ({ index: 3 })],
    ['outside of the tree', () => ({ index: 6 })],
    ['with a shorter path', ({ path }) => ({ path: path.slice(1) })],
    ['with another digest file', () => ({ digestFile: '{}' })],
  ])('%s does not', async (_, change) => {
    const proof = await proofOf(4);
    expect(checkInclusion({ ...proof, ...change(proof) })).toEqual({ ok: false, detail: expect.any(String) });
  });
});

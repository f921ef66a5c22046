import { z } from 'zod';
import { type ReadVersioned, readVersioned, type Versioned } from '../lib/versioned.ts';
import { type DigestFile, readDigestFile } from './digest-file.ts';
import { leafHash, rootFromPath } from './merkle.ts';
import { type Place, readRecordText } from './sealed-line.ts';

const hexHash = z.string().regex(/^[0-9a-f]{64}$/);

export const inclusionProofSchema = z.strictObject({
  v: z.literal(1),
  /** The record as it was written. */
  record: z.string(),
  /** Which leaf of the tree it is. */
  index: z.int().min(0),
  /** From the leaf to the root, the deepest first. */
  path: z.array(hexHash).max(64),
  /** The digest file as it is stored: it holds the root, and its signature. */
  digestFile: z.string(),
  /** In PEM. Whoever checks MUST know the key from elsewhere; it stands here to be compared. */
  publicKey: z.string(),
});

/** One decision and what proves it, in one file. */
export type InclusionProof = z.infer<typeof inclusionProofSchema>;
export const inclusionProofVersions: Versioned<InclusionProof> = {
  name: 'inclusion proof',
  readers: [inclusionProofSchema],
};

export type CheckedProof =
  | { ok: true; place: Place; record: Record<string, unknown>; file: DigestFile; signedText: string }
  | { ok: false; detail: string };

/** That the record is in the tree of the digest file. Whose signature that carries is for the caller to verify. */
export function checkInclusion(proof: InclusionProof): CheckedProof {
  const read = readRecordText(proof.record);
  if (!read.ok) return { ok: false, detail: read.detail };
  const digest = readDigestFile(proof.digestFile);
  if (!digest.ok) return { ok: false, detail: digest.detail };
  const { file, signedText } = digest.value;
  const leaf = leafHash(Buffer.from(read.place.hash, 'hex'));
  const path = proof.path.map((hash) => Buffer.from(hash, 'hex'));
  const root = rootFromPath(leaf, { index: proof.index, size: file.records }, path);
  if (root === undefined || Buffer.from(root).toString('hex') !== file.root)
    return { ok: false, detail: 'The record is not in the tree of the digest file.' };
  const record = JSON.parse(proof.record) as Record<string, unknown>;
  return { ok: true, place: read.place, record, file, signedText };
}

export const readInclusionProof = (value: unknown): ReadVersioned<InclusionProof> =>
  readVersioned(inclusionProofVersions, value);

import { type DigestFile, publicKeyKey } from '../../../../core/evidence/digest-file.ts';
import type { InclusionProof } from '../../../../core/evidence/inclusion-proof.ts';
import { type Hash, inclusionPath, leafHash } from '../../../../core/evidence/merkle.ts';
import { readSealedLine } from '../../../../core/evidence/sealed-line.ts';
import type { EvidenceSource } from '../source/evidence-source.ts';
import { linesOf } from '../source/lines-of.ts';
import { readDigests } from '../source/read-digests.ts';

/** The first leaf that is this record, and what leads from it to a root that somebody signed. Nothing where none is. */
export async function proveRecord(
  source: EvidenceSource,
  recordId: string,
  span: { from?: string; to?: string },
  onHour: (from: string) => void,
): Promise<InclusionProof | undefined> {
  for await (const { file, text } of readDigests(source, span)) {
    onHour(file.from);
    const found = await findIn(source, file, recordId);
    if (!found) continue;
    const { record, index, leaves } = found;
    const path = inclusionPath(leaves, index).map((hash) => Buffer.from(hash).toString('hex'));
    const publicKey = new TextDecoder().decode((await source.read(publicKeyKey(file.keyId)))?.body);
    return { v: 1, record, index, path, digestFile: text, publicKey };
  }
  return undefined;
}

/** All leaves of the hour are kept only where the record is in it. */
async function findIn(source: EvidenceSource, { objects }: DigestFile, recordId: string) {
  const leaves: Hash[] = [];
  let found: { record: string; index: number } | undefined;
  for (const { key } of objects) {
    const body = (await source.read(key))?.body;
    if (!body) throw new Error(`${key} is not there: audit verify says more`);
    for (const line of linesOf(key, body)) {
      const read = readSealedLine(line);
      if (!read.ok) continue;
      const { detail } = JSON.parse(line) as { detail: string };
      if (read.place.id === recordId) found ??= { record: detail, index: leaves.length };
      leaves.push(leafHash(Buffer.from(read.place.hash, 'hex')));
    }
  }
  return found && { ...found, leaves };
}

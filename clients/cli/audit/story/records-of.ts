import { recordsFolder } from '../../../../core/evidence/digest-file.ts';
import { hourAt, hourFolder, hourOfKey } from '../../../../core/evidence/hours.ts';
import { readSealedLine } from '../../../../core/evidence/sealed-line.ts';
import type { EvidenceSource } from '../source/evidence-source.ts';
import { linesOf } from '../source/lines-of.ts';

export interface SealedRecord {
  seq: number;
  /** As it was written. */
  text: string;
}

/** The records of one chain in their order, each once: of those that claim one place all are told. */
export async function recordsOf(
  source: EvidenceSource,
  chain: string,
  { from, to }: { from?: string; to?: string },
  onObject: (key: string) => void,
): Promise<SealedRecord[]> {
  const found = new Map<string, SealedRecord>();
  const after = from === undefined ? undefined : `${recordsFolder}${hourFolder(hourAt(from))}`;
  for await (const { key } of source.list(recordsFolder, after)) {
    if (to !== undefined && (hourOfKey(key) ?? 0) >= hourAt(to)) break;
    onObject(key);
    const body = (await source.read(key))?.body;
    for (const line of body ? linesOf(key, body) : []) {
      // Cheaper than to read a line that is of another one.
      if (!line.includes(chain)) continue;
      const read = readSealedLine(line);
      if (!read.ok || read.place.chain !== chain || found.has(read.place.hash)) continue;
      const { detail } = JSON.parse(line) as { detail: string };
      found.set(read.place.hash, { seq: read.place.seq, text: detail });
    }
  }
  return [...found.values()].sort((one, other) => one.seq - other.seq);
}

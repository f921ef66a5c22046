import { recordsFolder } from '../../../../core/evidence/digest-file.ts';
import { hourAt, hourFolder, hourOfKey } from '../../../../core/evidence/hours.ts';
import { readSealedLine } from '../../../../core/evidence/sealed-line.ts';
import type { EvidenceSource } from '../source/evidence-source.ts';
import { linesOf } from '../source/lines-of.ts';

/** The records of one chain, as they were written, in their order, each once. */
export async function recordsOf(
  source: EvidenceSource,
  chain: string,
  { from, to }: { from?: string; to?: string },
  onObject: (key: string) => void,
): Promise<string[]> {
  const found = new Map<number, string>();
  const after = from === undefined ? undefined : `${recordsFolder}${hourFolder(hourAt(from))}`;
  for await (const { key } of source.list(recordsFolder, after)) {
    if (to !== undefined && (hourOfKey(key) ?? 0) >= hourAt(to)) break;
    onObject(key);
    const body = (await source.read(key))?.body;
    for (const line of body ? linesOf(body) : []) {
      // Cheaper than to read a line that is of another one.
      if (!line.includes(chain)) continue;
      const read = readSealedLine(line);
      if (read.ok && read.place.chain === chain)
        found.set(read.place.seq, (JSON.parse(line) as { detail: string }).detail);
    }
  }
  return [...found].sort(([one], [other]) => one - other).map(([, text]) => text);
}

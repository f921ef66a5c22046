import { type DigestFile, digestFolder, readDigestFile } from '../../../../core/evidence/digest-file.ts';
import type { EvidenceSource } from './evidence-source.ts';
import { strictText } from './strict-text.ts';

/** The digest files of a span, in order, as they are stored. Whoever rests on one MUST verify it. */
export async function* readDigests(
  source: EvidenceSource,
  { from = '', to = '9999' }: { from?: string; to?: string },
): AsyncGenerator<{ file: DigestFile; text: string }> {
  for await (const { key } of source.list(digestFolder)) {
    const text = strictText((await source.read(key))?.body);
    const read = readDigestFile(text);
    if (read.ok && read.value.file.to > from && read.value.file.from < to)
      yield { file: read.value.file, text };
  }
}

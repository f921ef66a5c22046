import { recordsFolder, setAsideFolder } from '../../../core/evidence/digest-file.ts';
import { hourAt, hourFolder } from '../../../core/evidence/hours.ts';
import { hashOfRecord } from '../../../core/evidence/record.ts';
import { readRecordText } from '../../../core/evidence/sealed-line.ts';
import { sealedRow } from '../../../core/evidence/sealed-row.ts';
import type { SetAside } from '../../../core/evidence/set-aside.ts';
import { canonicalJson } from '../../../core/lib/json.ts';

/** One record of the stream, as far as sealing needs it. */
export interface Streamed {
  eventId: string;
  sequenceNumber: string;
  /** `<chain>.<seq>`, as the item says that the record came with; nothing where it says none. */
  id: string | null;
  record: string | undefined;
}

export interface Ports {
  /** Write an object once; one that is there already is the same, delivered again. */
  putLines: (key: string, lines: readonly string[]) => Promise<unknown>;
  putText: (key: string, text: string) => Promise<unknown>;
  now: () => string;
  /** Told of what could not be sealed, once that is kept. */
  onSetAside: (streamed: Streamed, why: string) => void;
}

/**
 * Seals what can be read, and keeps what cannot beside it, as it came: the records behind it do not wait. A batch that
 * fails is delivered whole again, and writes what it has written under the same keys.
 */
export async function sealBatch(ports: Ports, batch: readonly Streamed[]): Promise<void> {
  const folder = hourFolder(hourAt(ports.now()));
  const lines: string[] = [];
  for (const streamed of batch) {
    const read = lineOf(streamed);
    if ('line' in read) lines.push(read.line);
    else {
      const { why } = read;
      await ports.putText(`${setAsideFolder}${folder}${nameOf(streamed)}.json`, setAsideText(streamed, why));
      ports.onSetAside(streamed, why);
    }
  }
  const [first, last] = [batch[0], batch.at(-1)];
  if (!first || !last || lines.length === 0) return;
  await ports.putLines(`${recordsFolder}${folder}${nameOf(first)}-${last.sequenceNumber}.ndjson.gz`, lines);
}

/**
 * The record as it is sealed, or why it cannot be. Its hash was made with it, of its canonical text: one that does not fit
 * was changed on the way, and a verifier could not prove it.
 */
function lineOf({ record: text }: Streamed): { line: string } | { why: string } {
  if (text === undefined) return { why: 'The write carries no record.' };
  try {
    const written = JSON.parse(text) as { id: unknown; hash: unknown };
    if (canonicalJson(written) !== text) return { why: 'The record is not canonical JSON.' };
    // As a verifier proves it. Its hash is made once more only where it does not, to say why.
    const place = readRecordText(text);
    if (!place.ok && hashOfRecord(written) !== written.hash)
      return { why: 'The hash of the record does not fit.' };
    const read = sealedRow(written, text);
    if (!read.ok) return { why: read.detail };
    return place.ok ? { line: JSON.stringify(read.row) } : { why: place.detail };
  } catch {
    return { why: 'The record is not JSON of the shape that is sealed.' };
  }
}

const setAsideText = ({ eventId, sequenceNumber, id, record }: Streamed, why: string): string =>
  canonicalJson({ v: 1, eventId, sequenceNumber, id, why, text: record ?? null } satisfies SetAside);

/**
 * Its place in the stream. The same batch again has the same key within the hour; in another hour, or cut differently, it has
 * another, and its lines are counted once by `record_id`. Streams do not tell functions their shard, so the first event's
 * id stands for it.
 */
const nameOf = ({ eventId, sequenceNumber }: Streamed): string => `${eventId.slice(0, 8)}-${sequenceNumber}`;

import { hashOfRecord } from '../../../core/evidence/record.ts';
import { sealedRow } from '../../../core/evidence/sealed-row.ts';

/** One record of the stream, as far as sealing needs it. */
export interface Streamed {
  eventId: string;
  sequenceNumber: string;
  record: string | undefined;
}

export interface Ports {
  /** Writes an object once; one that is there already is the same batch, delivered again. */
  putOnce: (key: string, lines: readonly string[]) => Promise<void>;
  now: () => string;
  /** Told what could not be sealed; the batch resumes there and ends in the dead-letter queue. */
  onBroken: (sequenceNumber: string, why: string) => void;
}

/** Seals all up to the first record that cannot be read, and answers where Lambda should resume. */
export async function sealBatch(ports: Ports, batch: readonly Streamed[]): Promise<{ resumeAt?: string }> {
  const lines: string[] = [];
  let broken: Streamed | undefined;
  for (const streamed of batch) {
    const read = lineOf(streamed);
    if ('why' in read) {
      ports.onBroken(streamed.sequenceNumber, read.why);
      broken = streamed;
      break;
    }
    lines.push(read.line);
  }
  const first = batch[0];
  const last = batch[lines.length - 1];
  if (first && last) await ports.putOnce(keyOf(first, last, ports.now()), lines);
  return broken ? { resumeAt: broken.sequenceNumber } : {};
}

/** The record as it is sealed, or why it cannot be. Its hash was made with it; one that does not fit was changed on the way. */
function lineOf({ record: text }: Streamed): { line: string } | { why: string } {
  if (text === undefined) return { why: 'The write carries no record.' };
  try {
    const written = JSON.parse(text) as { id: unknown; hash: unknown };
    if (hashOfRecord(written) !== written.hash) return { why: 'The hash of the record does not fit.' };
    const read = sealedRow(written, text);
    return read.ok ? { line: JSON.stringify(read.row) } : { why: read.detail };
  } catch {
    return { why: 'The record is not JSON of the shape that is sealed.' };
  }
}

/**
 * A function of the batch and the hour of writing: the same batch again has the same key, and cut differently it
 * has another, whose lines are counted once by `record_id`. Streams do not tell functions their shard, so the first
 * event's id stands for it.
 */
function keyOf(first: Streamed, last: Streamed, now: string): string {
  const [day, time] = [now.slice(0, 10), now.slice(11, 13)];
  return `records/dt=${day}/hh=${time}/${first.eventId.slice(0, 8)}-${first.sequenceNumber}-${last.sequenceNumber}.ndjson.gz`;
}

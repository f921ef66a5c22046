import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { whyColumnsDiffer } from '../../../../core/evidence/check-columns.ts';
import type { FaultCode } from '../../../../core/evidence/fault.ts';
import { leafHash } from '../../../../core/evidence/merkle.ts';
import { mostUnpacked, type ReadPlace, readSealedLine } from '../../../../core/evidence/sealed-line.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { type ChainEntry, writeEntries } from './chain-entries.ts';

export interface LineFault {
  code: Extract<FaultCode, 'record-changed' | 'columns-differ'>;
  record?: string;
  byte: number;
  detail: string;
}

/** All that is to be known of one object, small enough to be handed from one thread to another. */
export interface CheckedObject {
  bytes: number;
  sha256: string;
  /** One behind the other, in the order of the lines. */
  leaves: Uint8Array<ArrayBuffer>;
  /** What its records say of their places, as `writeEntries` writes it. */
  entries: Uint8Array<ArrayBuffer>;
  faults: LineFault[];
  /** Why it cannot be unpacked. */
  unreadable?: string;
}

const newline = 0x0a;
const hashBytes = 32;
/** Of an object that is another one altogether the first of its lines are enough. */
const mostFaults = 20;

export interface ObjectQuestion {
  body: Uint8Array;
  /** What the object is called in the places of its records. */
  number: number;
  /** Whether the columns for questions are held against the records too. */
  columns?: boolean | undefined;
}

export function checkObject({ body, number, columns }: ObjectQuestion): CheckedObject {
  const is = { bytes: body.length, sha256: sha256(body) };
  const unpacked = unpack(body);
  if (typeof unpacked === 'string')
    return { ...is, leaves: new Uint8Array(), entries: new Uint8Array(), faults: [], unreadable: unpacked };
  const faults: LineFault[] = [];
  const entries: (ChainEntry & { hash: string })[] = [];
  const isText = isUtf8(unpacked);
  for (let start = 0; start < unpacked.length; ) {
    const next = unpacked.indexOf(newline, start);
    const end = next < 0 ? unpacked.length : next;
    const read = readLine(unpacked.subarray(start, end), { isText, isEnded: next >= 0 });
    if (read.ok) {
      const { chain, seq, prev, hash } = read.place;
      entries.push({ kind: 'record', chain, seq, prev, hash, object: number, byte: start });
      const why = columns ? whyColumnsDiffer(unpacked.toString('utf8', start, end)) : undefined;
      if (why !== undefined && faults.length < mostFaults)
        faults.push({ code: 'columns-differ', record: read.place.id, byte: start, detail: why });
    } else if (faults.length < mostFaults) {
      const { id, detail } = read;
      faults.push({ code: 'record-changed', ...(id !== undefined && { record: id }), byte: start, detail });
    }
    start = end + 1;
  }
  const leaves = new Uint8Array(hashBytes * entries.length);
  for (const [leaf, { hash }] of entries.entries())
    leaves.set(leafHash(Buffer.from(hash, 'hex')), hashBytes * leaf);
  return { ...is, leaves, entries: writeEntries(entries), faults };
}

function readLine(line: Buffer, { isText, isEnded }: { isText: boolean; isEnded: boolean }): ReadPlace {
  if (!isText && !isUtf8(line)) return { ok: false, detail: 'The line is not UTF-8.' };
  const read = readSealedLine(line.toString('utf8'));
  if (isEnded || !read.ok) return read;
  return { ok: false, id: read.place.id, detail: 'The line does not end.' };
}

/** A packed object ends in how many bytes it unpacks to. */
const trailerBytes = 4;

/** What zlib answers where `info` is asked for, which its types do not know. */
interface Unpacked {
  buffer: Buffer;
  /** How much was read of what was packed. */
  engine: { bytesWritten: number };
}

/** What is in it, or why that cannot be said. */
function unpack(body: Uint8Array): Buffer | string {
  const packed = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const said = packed.length < trailerBytes ? 0 : packed.readUInt32LE(packed.length - trailerBytes);
  try {
    // In one piece, where it is as large as it says: pieces are put together by copying all of them.
    const chunkSize = Math.min(Math.max(said, 1 << 14), mostUnpacked) + 1;
    const { buffer, engine } = gunzipSync(packed, {
      ...{ maxOutputLength: mostUnpacked, chunkSize },
      info: true,
    }) as unknown as Unpacked;
    // Behind a zero zlib looks no further, whatever is there.
    return engine.bytesWritten === packed.length ? buffer : 'something lies behind what is packed';
  } catch (error) {
    return (error as Error).message;
  }
}

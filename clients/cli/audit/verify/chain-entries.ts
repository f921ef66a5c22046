import type { ChainParts, SealedPlace } from '../../../../core/evidence/check-chain.ts';

/** What is to be known of one record, until its whole chain is read. */
export type ChainEntry = { chain: string } & (
  | ({ kind: 'record' } & SealedPlace)
  | { kind: 'set-aside'; seq: number }
  /** The last one, as the table has it. */
  | { kind: 'head'; seq: number; hash: string }
);

/**
 * As bytes: there are millions of them, and objects of JavaScript would take ten times the room. Numbers first, then hashes, then the
 * name of the chain, whose length is only known here.
 */
const at = { length: 0, kind: 4, hasPrev: 5, object: 6, seq: 10, byte: 18, hash: 26, prev: 58, chain: 90 };
const kinds = ['record', 'set-aside', 'head'] as const;
const hashBytes = 32;

export function writeEntries(entries: readonly ChainEntry[]): Uint8Array<ArrayBuffer> {
  const lengths = entries.map(({ chain }) => at.chain + Buffer.byteLength(chain));
  // One of its own, which can be handed from one thread to another.
  const all = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const bytes = bufferOf(all);
  let start = 0;
  for (const [number, entry] of entries.entries()) {
    const length = lengths[number] ?? 0;
    writeEntry(bytes, start, length, entry);
    start += length;
  }
  return all;
}

function writeEntry(bytes: Buffer, start: number, length: number, entry: ChainEntry): void {
  bytes.writeUInt32LE(length, start + at.length);
  bytes[start + at.kind] = kinds.indexOf(entry.kind);
  bytes.writeDoubleLE(entry.seq, start + at.seq);
  if (entry.kind !== 'set-aside') bytes.write(entry.hash, start + at.hash, 'hex');
  if (entry.kind === 'record') {
    bytes.writeUInt32LE(entry.object, start + at.object);
    bytes.writeDoubleLE(entry.byte, start + at.byte);
    bytes[start + at.hasPrev] = entry.prev === null ? 0 : 1;
    if (entry.prev !== null) bytes.write(entry.prev, start + at.prev, 'hex');
  }
  bytes.write(entry.chain, start + at.chain);
}

/** One written entry in what it stands in. */
export interface Span {
  start: number;
  end: number;
}

/** The entries that are there whole: what is read piece by piece ends anywhere. */
export function* spansIn(bytes: Buffer): Generator<Span> {
  for (let start = 0; start + at.chain <= bytes.length; ) {
    const end = start + bytes.readUInt32LE(start + at.length);
    if (end > bytes.length) return;
    yield { start, end };
    start = end;
  }
}

/** The same number for all entries of a chain. */
export function hashOfChain(bytes: Buffer, { start, end }: Span): number {
  let sum = 0x811c9dc5;
  for (let next = start + at.chain; next < end; next++) sum = Math.imul(sum ^ (bytes[next] ?? 0), 0x01000193);
  return sum >>> 0;
}

export interface WrittenChain {
  chain: string;
  parts: ChainParts;
}

/** All chains of whole entries, by the hash of their names: they are brought together without an object for each. */
export function* chainsIn(bytes: Buffer): Generator<WrittenChain> {
  const places = sortedPlaces(bytes);
  for (let first = 0, next = 0; first < places.length; first = next) {
    const starts: number[] = [];
    const hash = Math.floor((places[first] ?? 0) / bytes.length);
    for (; next < places.length && Math.floor((places[next] ?? 0) / bytes.length) === hash; next++)
      starts.push((places[next] ?? 0) % bytes.length);
    yield* byName(bytes, starts);
  }
}

/** A number for each entry, of its hash and behind that its start, the smallest first. */
function sortedPlaces(bytes: Buffer): Float64Array {
  const places = new Float64Array(Math.floor(bytes.length / at.chain));
  // As much of the hash as there is room for, for numbers are exact up to 2^53.
  const most = Math.floor(2 ** 53 / bytes.length);
  let count = 0;
  for (const span of spansIn(bytes)) {
    places[count] = (hashOfChain(bytes, span) % most) * bytes.length + span.start;
    count += 1;
  }
  return places.subarray(0, count).sort();
}

/** Names can have the same hash. */
function* byName(bytes: Buffer, starts: readonly number[]): Generator<WrittenChain> {
  const named = Map.groupBy(starts, (start) =>
    bytes.toString('utf8', start + at.chain, start + bytes.readUInt32LE(start + at.length)),
  );
  for (const [chain, own] of named) yield { chain, parts: partsOf(bytes, own) };
}

function partsOf(bytes: Buffer, starts: readonly number[]): ChainParts {
  const records: SealedPlace[] = [];
  const setAside: number[] = [];
  let head: ChainParts['head'];
  for (const start of starts) {
    const kind = kinds[bytes[start + at.kind] ?? 0];
    const seq = bytes.readDoubleLE(start + at.seq);
    if (kind === 'set-aside') setAside.push(seq);
    else if (kind === 'head') head = { seq, hash: hexAt(bytes, start + at.hash) };
    else
      records.push({
        seq,
        prev: bytes[start + at.hasPrev] === 0 ? null : hexAt(bytes, start + at.prev),
        hash: hexAt(bytes, start + at.hash),
        object: bytes.readUInt32LE(start + at.object),
        byte: bytes.readDoubleLE(start + at.byte),
      });
  }
  return { records, setAside, ...(head && { head }) };
}

const hexAt = (bytes: Buffer, start: number): string => bytes.toString('hex', start, start + hashBytes);

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

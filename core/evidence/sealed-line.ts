import { sha256 } from '../lib/digest.ts';
import { isNestedTooDeep } from './nesting.ts';
import { textWithout } from './own-member.ts';

/** What any record says of its place, of a request or of whatever else has a chain. */
export interface Place {
  /** `<chain>.<seq>` */
  id: string;
  chain: string;
  seq: number;
  /** The hash of the record before it in its chain; the first one has none. */
  prev: string | null;
  hash: string;
}

/** `seal` gets 6 MB at a time, which make less than 20: an object that unpacks to more is none of its. */
export const mostUnpacked = 1 << 27;

export type ReadPlace = { ok: true; place: Place } | { ok: false; id?: string; detail: string };

/** One line of a sealed object: columns for questions, the whole record as `detail` for proof. */
export function readSealedLine(line: string): ReadPlace {
  const row = parseObject(line);
  if (!row) return { ok: false, detail: 'The line is not JSON, or nested too deep.' };
  const { detail, record_id: id } = row;
  if (typeof detail !== 'string') return { ...named(id), ok: false, detail: 'The line holds no record.' };
  const read = readRecordText(detail);
  // Nothing that it says is proved: it is named as its line names it, for all who read it alike.
  if (!read.ok) return { ...named(id), ok: false, detail: read.detail };
  const { place } = read;
  const agrees =
    id === place.id && row.seq === place.seq && row.prev === place.prev && row.hash === place.hash;
  return agrees
    ? read
    : { ok: false, id: place.id, detail: 'The columns of the line are not those of its record.' };
}

/** A record as it was written, which is proved by its own hash. */
export function readRecordText(text: string): ReadPlace {
  // Half a character has no form in UTF-8, so it has no hash that all agree on.
  const record = text.isWellFormed() ? parseObject(text) : undefined;
  if (!record) return { ok: false, detail: 'The record is not JSON, or nested too deep.' };
  const { id, seq, prev, hash } = record;
  const cut = typeof hash === 'string' ? textWithout(text, 'hash', hash) : undefined;
  if (cut === undefined || sha256(cut) !== hash)
    return { ...named(id), ok: false, detail: 'The hash of the record does not fit what it says.' };
  const chain = typeof id === 'string' && id.endsWith(`.${seq}`) ? id.slice(0, id.lastIndexOf('.')) : '';
  const isPlaced =
    chain !== '' &&
    chain.isWellFormed() &&
    Number.isSafeInteger(seq) &&
    Number(seq) >= 1 &&
    (prev === null || (typeof prev === 'string' && hexHash.test(prev)));
  return isPlaced
    ? { ok: true, place: { id: id as string, chain, seq: seq as number, prev: prev as string | null, hash } }
    : { ...named(id), ok: false, detail: 'The record does not say its place in a chain.' };
}

const hexHash = /^[0-9a-f]{64}$/;

function parseObject(text: string): Record<string, unknown> | undefined {
  if (isNestedTooDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const named = (id: unknown) => (typeof id === 'string' ? { id } : {});

import { gunzipSync } from 'node:zlib';
import { leafHash } from '../../../../core/evidence/merkle.ts';
import { readSealedLine } from '../../../../core/evidence/sealed-line.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { partitionOf, partitions, placeLine } from './chain-lines.ts';

export interface LineFault {
  record?: string;
  byte: number;
  detail: string;
}

/** All that is to be known of one object, small enough to be handed from one thread to another. */
export interface CheckedObject {
  bytes: number;
  sha256: string;
  /** One behind the other, in the order of the lines. */
  leaves: Uint8Array;
  /** What its records say of their places, by partition. */
  places: string[];
  records: number;
  faults: LineFault[];
  /** Why it cannot be unpacked. */
  unreadable?: string;
}

const newline = 0x0a;
/** Of an object that is another one altogether the first of its lines are enough. */
const mostFaults = 20;

/** `number`: what the object is called in the places of its records. */
export function checkObject(body: Uint8Array, number: number): CheckedObject {
  const checked: CheckedObject = {
    bytes: body.length,
    sha256: sha256(body),
    leaves: new Uint8Array(),
    places: [],
    records: 0,
    faults: [],
  };
  let text: Buffer;
  try {
    text = gunzipSync(body);
  } catch (error) {
    return { ...checked, unreadable: (error as Error).message };
  }
  const leaves: Uint8Array[] = [];
  const places = Array.from({ length: partitions }, () => '');
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf(newline, start);
    const end = next < 0 ? text.length : next;
    const read = readSealedLine(text.toString('utf8', start, end));
    if (read.ok) {
      const { place } = read;
      leaves.push(leafHash(Buffer.from(place.hash, 'hex')));
      const partition = partitionOf(place.chain);
      places[partition] = (places[partition] ?? '') + placeLine({ ...place, object: number, byte: start });
    } else if (checked.faults.length < mostFaults) {
      const { id, detail } = read;
      checked.faults.push({ ...(id !== undefined && { record: id }), byte: start, detail });
    }
    start = end + 1;
  }
  return { ...checked, leaves: Buffer.concat(leaves), places, records: leaves.length };
}

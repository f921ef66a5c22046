import type { ChainParts, SealedPlace } from '../../../../core/evidence/check-chain.ts';

/**
 * A chain can begin in one hour and end in another, and there may be more chains than memory holds. So what records say of
 * their places goes into files, by their chain, each of which fits; and is checked when all is read.
 */
export const partitions = 64;

export function partitionOf(chain: string): number {
  let sum = 0;
  for (let at = 0; at < chain.length; at++) sum = (sum * 31 + chain.charCodeAt(at)) >>> 0;
  return sum % partitions;
}

const none = '-';
/** A chain is named by others: no tab of theirs divides a line. */
const written = (chain: string): string => encodeURIComponent(chain);

export const placeLine = (place: SealedPlace & { chain: string }): string =>
  `${written(place.chain)}\tr\t${place.seq}\t${place.prev ?? none}\t${place.hash}\t${place.object}\t${place.byte}\n`;

export const setAsideLine = (chain: string, seq: number): string => `${written(chain)}\ts\t${seq}\n`;

export const headLine = (chain: string, seq: number, hash: string): string =>
  `${written(chain)}\th\t${seq}\t${hash}\n`;

interface Parts extends ChainParts {
  records: SealedPlace[];
  setAside: number[];
}

/** Of one partition, all chains. */
export function readChainLines(text: string): Map<string, ChainParts> {
  const chains = new Map<string, Parts>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [name = '', kind, seq, ...rest] = line.split('\t');
    const parts = chains.get(name) ?? { records: [], setAside: [] };
    chains.set(name, parts);
    if (kind === 's') parts.setAside.push(Number(seq));
    else if (kind === 'h') parts.head = { seq: Number(seq), hash: rest[0] ?? '' };
    else {
      const [prev = none, hash = '', object, byte] = rest;
      parts.records.push({
        seq: Number(seq),
        prev: prev === none ? null : prev,
        hash,
        object: Number(object),
        byte: Number(byte),
      });
    }
  }
  return chains;
}

export const chainName = (name: string): string => decodeURIComponent(name);

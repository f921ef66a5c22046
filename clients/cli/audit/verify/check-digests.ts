import {
  type DigestFile,
  digestFolder,
  digestKey,
  readDigestFile,
} from '../../../../core/evidence/digest-file.ts';
import type { Fault } from '../../../../core/evidence/fault.ts';
import { hourAt, lookBackHours, startOfHour } from '../../../../core/evidence/hours.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import type { EvidenceSource } from '../source/evidence-source.ts';
import type { Signed } from '../source/public-keys.ts';
import { strictText } from '../source/strict-text.ts';

export interface DigestPorts {
  source: EvidenceSource;
  /** The second bucket, where digest files are kept as well. */
  copies?: EvidenceSource;
  isSigned: (keyId: string, text: string, signature: string) => Signed;
  find: (fault: Fault) => void;
  /** Looks at the lock of what is read. */
  read: (key: string) => Promise<Uint8Array | undefined>;
}

/** Which hours have digest files, and which must. */
export interface DigestSpan {
  /** The hour of the first digest file of all. */
  base: number;
  first: number;
  last: number;
  /** The last one that is there. */
  lastThere: number;
}

export const moreVersions = (object: string, versions: number): Fault => ({
  ...{ code: 'more-versions', object },
  detail: `${versions} versions of it are there: it was written over, or hidden.`,
});

/** An hour is signed ten minutes after it: half an hour later it must be there. */
const graceMs = 30 * 60_000;

export async function findSpan(
  { source, copies, find }: Pick<DigestPorts, 'source' | 'copies' | 'find'>,
  { from, to, now }: { from?: string; to?: string; now: string },
): Promise<DigestSpan | undefined> {
  const base = await findBase(source);
  const ahead = hourAt(now) + lookBackHours - (base ?? 0);
  let lastThere = -1;
  for await (const { key, versions } of source.list(digestFolder)) {
    if (versions > 1) find(moreVersions(key, versions));
    const sequence = sequenceOf(key);
    if (sequence === undefined) {
      find({ code: 'digest-misplaced', object: key, detail: 'No digest file is called so.' });
      continue;
    }
    if (sequence <= ahead) lastThere = sequence;
    else find({ code: 'digest-misplaced', object: key, detail: 'Its hour is still to come, and not soon.' });
  }
  if (base === undefined) {
    const detail = 'No hour is signed. The first digest file is written ten minutes after the hour.';
    find({ code: 'digest-missing', object: digestKey(0), detail });
    return undefined;
  }
  // What only the second bucket still has was cut off here.
  const known = lastThere < 0 ? undefined : digestKey(lastThere);
  for await (const { key } of copies?.list(digestFolder, known) ?? []) {
    const sequence = sequenceOf(key) ?? -1;
    if (sequence <= ahead) lastThere = Math.max(lastThere, sequence);
  }
  const overdue = hourAt(new Date(Date.parse(now) - graceMs).toISOString()) - 1 - base;
  const wanted = to === undefined ? Number.POSITIVE_INFINITY : hourAt(to) - 1 - base;
  const first = from === undefined ? 0 : Math.max(0, hourAt(from) - base);
  return { base, first, last: Math.min(wanted, Math.max(lastThere, overdue)), lastThere };
}

function sequenceOf(key: string): number | undefined {
  const [, digits] = /^digests\/(\d{8})\.json$/.exec(key) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** By the first digest file that says so: where a trail begins, before anything is said of what is there. */
async function findBase(source: EvidenceSource): Promise<number | undefined> {
  for await (const { key } of source.list(digestFolder)) {
    const sequence = sequenceOf(key);
    if (sequence === undefined) continue;
    const read = readDigestFile(strictText((await source.read(key))?.body));
    if (read.ok && read.value.file.sequence === sequence) return hourAt(read.value.file.from) - sequence;
  }
  return undefined;
}

/** Digest files one after the other, each held against the one before it. */
export function openDigests(ports: DigestPorts, { base }: Pick<DigestSpan, 'base'>) {
  const { find, isSigned, read, copies, source } = ports;
  /** The hash of the file of the hour before; `null` before the first, nothing where that is not there. */
  let previous: string | null | undefined;
  const isInPlace = ({ sequence, from, to }: DigestFile, place: number): boolean =>
    sequence === place && from === startOfHour(base + place) && to === startOfHour(base + place + 1);

  return {
    /** One behind the span, of which nothing is told: it counts where it is signed and in its place. */
    async peek(sequence: number): Promise<DigestFile | undefined> {
      const parsed = readDigestFile(strictText((await source.read(digestKey(sequence)))?.body));
      if (!parsed.ok) return undefined;
      const { file, signedText } = parsed.value;
      const isSaid = isSigned(file.keyId, signedText, file.signature) === 'right';
      return isSaid && isInPlace(file, sequence) ? file : undefined;
    },

    /** Where a span begins later than the trail. */
    async startAt(sequence: number): Promise<void> {
      const body = sequence === 0 ? undefined : await read(digestKey(sequence - 1));
      previous = sequence === 0 ? null : body && sha256(body);
    },

    /** Nothing where there is none that speaks of this hour: what was in it is signed by nobody then. */
    async next(sequence: number): Promise<DigestFile | undefined> {
      const key = digestKey(sequence);
      const fault = (code: Fault['code'], detail: string): void => find({ code, object: key, detail });
      const body = await read(key);
      const before = previous;
      previous = body && sha256(body);
      if (!body) {
        fault('digest-missing', `The hour from ${startOfHour(base + sequence)} has no digest file.`);
        return undefined;
      }
      const copy = copies && (await copies.read(key));
      if (copies && (!copy || sha256(copy.body) !== previous))
        fault('digest-copy-differs', `Its copy in ${copies.name} is ${copy ? 'another' : 'not there'}.`);
      const parsed = readDigestFile(strictText(body));
      if (!parsed.ok) {
        fault('digest-unreadable', parsed.detail);
        return undefined;
      }
      const { file, signedText } = parsed.value;
      const signed = isSigned(file.keyId, signedText, file.signature);
      if (signed === 'unknown-key')
        fault('key-unknown', `It is signed by ${file.keyId}, which is none of the keys given.`);
      if (signed === 'wrong') fault('signature-wrong', 'Its signature is not over what it says.');
      if (before !== undefined && file.previous !== before)
        fault('digest-unchained', 'It does not name the digest file before it by its hash.');
      if (isInPlace(file, sequence)) return file;
      fault(
        'digest-misplaced',
        `It is the digest file of the hour from ${file.from}, number ${file.sequence}.`,
      );
      return undefined;
    },
  };
}

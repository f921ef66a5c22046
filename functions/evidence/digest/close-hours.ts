import {
  type DigestFile,
  digestFolder,
  digestKey,
  readDigestFile,
} from '../../../core/evidence/digest-file.ts';
import { hourAt, lastClosedHour, lookBackHours, startOfHour } from '../../../core/evidence/hours.ts';
import { isSignedBy, type PublicKey } from '../../../core/lib/signature.ts';
import { type ClosedHour, type DigestHourPorts, digestHour } from './digest-hour.ts';

export interface Ports extends DigestHourPorts {
  /** Writes what nobody has written under that key. */
  putText: (key: string, text: string) => Promise<'written' | 'there'>;
  /** The same into a bucket that others guard, where there is one. */
  putCopy?: (key: string, text: string) => Promise<'written' | 'there'>;
  /** All that have ever signed, the one that signs among them. */
  publicKeys: () => Promise<readonly PublicKey[]>;
  /** False when another hour might not fit into what is left of this call. */
  hasTime: () => boolean;
}

export interface Closed {
  /** How many hours this call has signed, and how many it found signed by another one. */
  signed: number;
  found: number;
  /** Whether no hour is left that could be closed. */
  upToDate: boolean;
  late: string[];
}

/** Signs every hour that is over and has no digest file, in their order, up to now. The first one covers all before it. */
export async function closeHours(ports: Ports): Promise<Closed> {
  const target = lastClosedHour(ports.now());
  const closed: Closed = { signed: 0, found: 0, upToDate: false, late: [] };
  const recent = await recentOf(ports, target);
  // A call that failed at the copy has left the last one without it.
  await copy(ports, recent.at(-1));
  for (;;) {
    const last = recent.at(-1);
    const hour = last ? hourAt(last.file.from) + 1 : target;
    closed.upToDate = hour > target;
    if (closed.upToDate || !ports.hasTime()) return closed;
    const made = await digestHour(ports, hour, recent);
    const key = digestKey(made.file.sequence);
    // It would stand for ever, and nothing could follow it.
    const read = readDigestFile(made.text);
    if (!read.ok) throw new Error(`${key} was made and not written: ${read.detail}`);
    const written = await ports.putText(key, made.text);
    const stands = await readAfter(ports, hour, last);
    await copy(ports, stands);
    if (written === 'written') {
      closed.signed += 1;
      closed.late.push(...lateIn(made.file));
    } else closed.found += 1;
    recent.push(stands);
    if (recent.length > lookBackHours) recent.shift();
  }
}

const copy = async ({ putCopy }: Ports, hour: ClosedHour | undefined): Promise<unknown> =>
  hour && putCopy?.(digestKey(hour.file.sequence), hour.text);

const lateIn = ({ objects, setAside }: Pick<DigestFile, 'objects' | 'setAside'>): string[] =>
  [...objects, ...setAside].filter(({ late }) => late).map(({ key }) => key);

/**
 * What stands there, whoever was first: read back and held against what it must be. Another run of this function may have
 * listed an object more or less; nobody else can sign one.
 */
async function readAfter(ports: Ports, hour: number, last: ClosedHour | undefined): Promise<ClosedHour> {
  const sequence = last ? last.file.sequence + 1 : 0;
  const read = await readTrusted(ports, sequence);
  const { from, previous } = read.file;
  if (from === startOfHour(hour) && previous === (last?.hash ?? null)) return read;
  throw new Error(`${digestKey(sequence)} does not follow the digest file before it.`);
}

async function readTrusted({ readObject, publicKeys }: Ports, sequence: number): Promise<ClosedHour> {
  const key = digestKey(sequence);
  const text = new TextDecoder().decode(await readObject(key));
  const read = readDigestFile(text);
  if (!read.ok) throw new Error(`${key}: ${read.detail}`);
  const { file, signedText, hash } = read.value;
  const signer = (await publicKeys()).find(({ id }) => id === file.keyId);
  if (!signer || !isSignedBy(signer, signedText, file.signature))
    throw new Error(`${key} is not signed by a key of this deployment.`);
  if (file.sequence !== sequence) throw new Error(`${key} is the digest file of another hour.`);
  return { file, hash, text };
}

/** The last digest files that there are, the newest last: as far back as what is late is looked for. */
async function recentOf(ports: Ports, target: number): Promise<ClosedHour[]> {
  if (!(await ports.readObject(digestKey(0)))) return [];
  const first = await readTrusted(ports, 0);
  const last = await lastSequence(ports, target - hourAt(first.file.from));
  const recent: ClosedHour[] = [];
  for (let sequence = Math.max(0, last - lookBackHours + 1); sequence <= last; sequence++) {
    recent.push(await readTrusted(ports, sequence));
  }
  return recent;
}

/** As many keys as one page of a listing has, which is more hours than are ever missing. */
const nearHours = 1_000;

async function lastSequence(ports: Ports, expected: number): Promise<number> {
  const near = expected > nearHours ? await lastBehind(ports, expected, expected - nearHours) : 0;
  return near > 0 ? near : lastBehind(ports, expected, 0);
}

/** The last one up to `most`, or 0. What lies there and is none, or of an hour to come, stops nothing: verifiers name it. */
async function lastBehind({ listKeys }: Ports, most: number, start: number): Promise<number> {
  let last = 0;
  for await (const key of listKeys(digestFolder, digestKey(start))) {
    const sequence = Number(/^digests\/(\d{8})\.json$/.exec(key)?.[1]);
    if (sequence <= most) last = sequence;
  }
  return last;
}

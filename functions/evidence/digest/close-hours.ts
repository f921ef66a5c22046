import {
  type DigestFile,
  digestFolder,
  digestKey,
  readDigestFile,
} from '../../../core/evidence/digest-file.ts';
import { hourAt, lastClosedHour, startOfHour } from '../../../core/evidence/hours.ts';
import type { PublicKey } from '../../../core/lib/signature.ts';
import { isSignedBy } from '../../../core/lib/signature.ts';
import { type DigestHourPorts, digestHour } from './digest-hour.ts';

export interface Ports extends DigestHourPorts {
  /** Writes what nobody has written under that key. */
  putText: (key: string, text: string) => Promise<'written' | 'there'>;
  /** The same into a bucket that others guard, where there is one. */
  putCopy?: (key: string, text: string) => Promise<'written' | 'there'>;
  /** All that have ever signed, the one that signs among them. */
  publicKeys: () => Promise<readonly PublicKey[]>;
  now: () => string;
  /** False when another hour might not fit into what is left of this call. */
  hasTime: () => boolean;
}

export interface Closed {
  /** How many hours this call has signed, and how many it found signed. */
  signed: number;
  found: number;
  /** Whether no hour is left that could be closed. */
  upToDate: boolean;
  late: string[];
}

/** An hour that has its digest file. */
interface ClosedHour {
  file: DigestFile;
  hash: string;
}

/** Signs every hour that is over and has no digest file, in their order, up to now. The first one covers all before it. */
export async function closeHours(ports: Ports): Promise<Closed> {
  const target = lastClosedHour(ports.now());
  const closed: Closed = { signed: 0, found: 0, upToDate: false, late: [] };
  let last = await lastOf(ports, target);
  while (true) {
    const hour = last ? hourAt(last.file.from) + 1 : target;
    closed.upToDate = hour > target;
    if (closed.upToDate || !ports.hasTime()) return closed;
    const { text, file } = await digestHour(ports, hour, last);
    const written = await ports.putText(digestKey(file.sequence), text);
    const next = await readClosed(ports, hour, last);
    await ports.putCopy?.(digestKey(file.sequence), next.text);
    if (written === 'written') {
      closed.signed += 1;
      closed.late.push(
        ...[...file.objects, ...file.setAside].filter(({ late }) => late).map(({ key }) => key),
      );
    } else closed.found += 1;
    last = next;
  }
}

/**
 * What stands there, whoever was first: read back and held against what it must be. Another run of this function may have
 * listed an object more or less; nobody else can sign one.
 */
async function readClosed(
  ports: Ports,
  hour: number,
  last: ClosedHour | undefined,
): Promise<ClosedHour & { text: string }> {
  const sequence = last ? last.file.sequence + 1 : 0;
  const key = digestKey(sequence);
  const text = new TextDecoder().decode(await ports.readObject(key));
  const { file, hash } = await trusted(ports, key, text);
  const follows =
    file.sequence === sequence && file.from === startOfHour(hour) && file.previous === (last?.hash ?? null);
  if (!follows) throw new Error(`${key} does not follow the digest file before it.`);
  return { file, hash, text };
}

async function trusted({ publicKeys }: Ports, key: string, text: string): Promise<ClosedHour> {
  const read = readDigestFile(text);
  if (!read.ok) throw new Error(`${key}: ${read.detail}`);
  const { file, signedText, hash } = read.value;
  const signer = (await publicKeys()).find(({ id }) => id === file.keyId);
  if (!signer || !isSignedBy(signer, signedText, file.signature))
    throw new Error(`${key} is not signed by a key of this deployment.`);
  return { file, hash };
}

/** Some weeks of hours are looked through first: more than ever are missing. */
const nearHours = 1_000;

async function lastOf(ports: Ports, target: number): Promise<ClosedHour | undefined> {
  const first = await ports.readObject(digestKey(0));
  if (!first) return undefined;
  const { file } = await trusted(ports, digestKey(0), new TextDecoder().decode(first));
  const expected = target - hourAt(file.from);
  const near = expected > nearHours ? await lastKey(ports, digestKey(expected - nearHours)) : undefined;
  const key = near ?? (await lastKey(ports)) ?? digestKey(0);
  return trusted(ports, key, new TextDecoder().decode(await ports.readObject(key)));
}

async function lastKey({ listKeys }: Ports, after?: string): Promise<string | undefined> {
  let last: string | undefined;
  for await (const key of listKeys(digestFolder, after)) last = key;
  return last;
}

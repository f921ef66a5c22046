import {
  type DigestFile,
  type ListedObject,
  recordsFolder,
  type SetAsideObject,
  setAsideFolder,
  signDigestFile,
  type UnsignedDigestFile,
} from '../../../core/evidence/digest-file.ts';
import { hourFolder, hourOfKey, lookBackHours, startOfHour } from '../../../core/evidence/hours.ts';
import { createMerkleTree, leafHash } from '../../../core/evidence/merkle.ts';
import { readSealedLine } from '../../../core/evidence/sealed-line.ts';
import { placeNamedBy, setAsideVersions } from '../../../core/evidence/set-aside.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import { signatureAlgorithm } from '../../../core/lib/signature.ts';
import { readVersioned } from '../../../core/lib/versioned.ts';

export interface DigestHourPorts {
  /** In the order of their bytes, from behind a key. */
  listKeys: (prefix: string, after?: string) => AsyncIterable<string>;
  readObject: (key: string) => Promise<Uint8Array | undefined>;
  /** The lines of a packed object; nothing where it is none. */
  unpack: (body: Uint8Array) => Iterable<string> | undefined;
  /** The thumbprint of the key that signs now. */
  keyId: () => Promise<string>;
  sign: (text: string) => Promise<string>;
  now: () => string;
}

/** An hour that has its digest file. */
export interface ClosedHour {
  file: DigestFile;
  /** As it is stored. */
  text: string;
  hash: string;
}

/**
 * The digest file of an hour, behind the last of those before it. It says what is there, be it as it should or not: verifiers
 * judge. `recent` MUST have as many as are looked back to, if there are so many.
 */
export async function digestHour(
  ports: DigestHourPorts,
  hour: number,
  recent: readonly ClosedHour[],
): Promise<{ file: UnsignedDigestFile; text: string }> {
  const last = recent.at(-1);
  const sequence = last ? last.file.sequence + 1 : 0;
  const known = new Set(
    recent.flatMap(({ file }) => [...file.objects, ...file.setAside].map(({ key }) => key)),
  );
  const tree = createMerkleTree();
  const objects: ListedObject[] = [];
  for await (const { key, late } of unknownKeys(ports, recordsFolder, hour, sequence, known)) {
    const { body, ...listed } = await readListed(ports, key);
    const before = tree.size();
    for (const line of ports.unpack(body) ?? [])
      for (const hash of hashIn(line)) tree.add(leafHash(Buffer.from(hash, 'hex')));
    objects.push({ ...listed, records: tree.size() - before, ...late });
  }
  const setAside: SetAsideObject[] = [];
  for await (const { key, late } of unknownKeys(ports, setAsideFolder, hour, sequence, known)) {
    const { body, ...listed } = await readListed(ports, key);
    setAside.push({ ...listed, id: idIn(body), ...late });
  }
  const file = {
    v: 1,
    sequence,
    from: startOfHour(hour),
    to: startOfHour(hour + 1),
    at: ports.now(),
    objects,
    setAside,
    records: tree.size(),
    root: Buffer.from(tree.root()).toString('hex'),
    previous: last?.hash ?? null,
    algorithm: signatureAlgorithm,
    keyId: await ports.keyId(),
  } as const;
  return { file, text: await signDigestFile(file, ports.sign) };
}

type Late = { late?: true };

async function* unknownKeys(
  { listKeys }: DigestHourPorts,
  folder: string,
  hour: number,
  sequence: number,
  known: ReadonlySet<string>,
): AsyncGenerator<{ key: string; late: Late }> {
  const after = sequence === 0 ? undefined : `${folder}${hourFolder(hour - lookBackHours)}`;
  for await (const key of listKeys(folder, after)) {
    const itsHour = hourOfKey(key);
    if (itsHour === undefined || itsHour > hour || known.has(key)) continue;
    yield { key, late: itsHour < hour && sequence > 0 ? { late: true } : {} };
  }
}

async function readListed({ readObject }: DigestHourPorts, key: string) {
  const body = await readObject(key);
  if (!body) throw new Error(`${key} was listed and cannot be read.`);
  return { key, bytes: body.length, sha256: sha256(body), body };
}

/** A line that does not prove itself is no leaf; verifiers name it. */
function hashIn(line: string): string[] {
  const read = readSealedLine(line);
  return read.ok ? [read.place.hash] : [];
}

function idIn(body: Uint8Array): string | null {
  try {
    const read = readVersioned(setAsideVersions, JSON.parse(new TextDecoder().decode(body)));
    return read.ok ? placeNamedBy(read.value) : null;
  } catch {
    return null;
  }
}

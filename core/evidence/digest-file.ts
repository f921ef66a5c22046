import { z } from 'zod';
import { sha256 } from '../lib/digest.ts';
import { canonicalJson, type Json } from '../lib/json.ts';
import { signatureAlgorithm } from '../lib/signature.ts';
import { type ReadVersioned, readVersioned, type Versioned } from '../lib/versioned.ts';
import { hourAt, hourOfKey, lookBackHours, startOfHour } from './hours.ts';
import { textWithout } from './own-member.ts';

const hexHash = z.string().regex(/^[0-9a-f]{64}$/);
/** Of fifteen digits at most: any language has such numbers exactly. */
const count = z.int().min(0).max(999_999_999_999_999);

const objectShape = {
  key: z.string(),
  /** Of the object as it is stored. */
  bytes: count,
  sha256: hexHash,
  /** Its hour had been closed before it was there. */
  late: z.literal(true).exactOptional(),
};

export const digestFileSchema = z.strictObject({
  v: z.literal(1),
  /** The first one is 0, and each hour has one. */
  sequence: count,
  from: z.iso.datetime({ precision: 3 }),
  to: z.iso.datetime({ precision: 3 }),
  /** When it was made. */
  at: z.iso.datetime({ precision: 3 }),
  /** In the order of their keys: the order of the leaves. */
  objects: z.array(z.strictObject({ ...objectShape, records: count })),
  /** What could not be sealed as a record, kept as it came. `id`: the place of that record in its chain, where it is known. */
  setAside: z.array(z.strictObject({ ...objectShape, id: z.string().nullable() })),
  /** How many leaves the tree has. */
  records: count,
  /** RFC 6962, over the hashes of the records. */
  root: hexHash,
  /** SHA-256 of the digest file of the hour before; the first one has none. */
  previous: hexHash.nullable(),
  algorithm: z.literal(signatureAlgorithm),
  /** The thumbprint (RFC 7638) of the key. */
  keyId: z.string(),
  /** Base64, of the same text without this member. */
  signature: z.base64(),
});

/** One hour of the trail, signed. */
export type DigestFile = z.infer<typeof digestFileSchema>;
export type UnsignedDigestFile = Omit<DigestFile, 'signature'>;
export type ListedObject = DigestFile['objects'][number];
export type SetAsideObject = DigestFile['setAside'][number];
export const digestFileVersions: Versioned<DigestFile> = { name: 'digest file', readers: [digestFileSchema] };

export const digestFolder = 'digests/';
/** Digits enough for eleven thousand years: the order of the keys is the order of the hours. */
export const digestKey = (sequence: number): string =>
  `${digestFolder}${String(sequence).padStart(8, '0')}.json`;
export const publicKeyKey = (keyId: string): string => `keys/${keyId}.pem`;

export const recordsFolder = 'records/';
export const setAsideFolder = 'set-aside/';

/** `sign` MUST sign this very text. */
export async function signDigestFile(
  unsigned: UnsignedDigestFile,
  sign: (text: string) => Promise<string>,
): Promise<string> {
  return canonicalJson({ ...unsigned, signature: await sign(canonicalJson(unsigned)) });
}

export interface ReadDigestFile {
  file: DigestFile;
  /** What the signature is over. */
  signedText: string;
  /** What the next one names it by. */
  hash: string;
}

/**
 * Whoever signs may be hostile, so that what is read has one form and says nothing that cannot be: the text is the canonical
 * one of its members, and objects are listed as `digest` lists them.
 */
export function readDigestFile(text: string): ReadVersioned<ReadDigestFile> {
  const parsed = parse(text);
  const read = readVersioned(digestFileVersions, parsed);
  if (!read.ok) return read;
  const file = read.value;
  const signedText = textWithout(text, 'signature', file.signature);
  if (signedText === undefined || !isCanonical(text, parsed)) return otherShape('it is not canonical JSON.');
  if (!isOneForm(file.signature)) return otherShape('/signature is base64 in another form than its one.');
  const hour = hourAt(file.from);
  if (hour < 0 || hourAt(file.at) < 0) return otherShape('it speaks of times before 1970.');
  if (file.from !== startOfHour(hour) || file.to !== startOfHour(hour + 1))
    return otherShape('/from and /to are not those of an hour.');
  const wrong = firstMislisted(file);
  if (wrong !== undefined)
    return otherShape(`${wrong} is out of order, of another hour, or not said to be late as it is.`);
  return { ok: true, value: { file, signedText, hash: sha256(text) } };
}

const otherShape = (detail: string) =>
  ({ ok: false, code: 'other-shape', detail: `This digest file is none: ${detail}` }) as const;

/** Each object stands once, in the order of the keys: of this hour, or late, of one before it. The first file has all before it. */
function firstMislisted({ sequence, from, objects, setAside }: DigestFile): string | undefined {
  const hour = hourAt(from);
  const reach = sequence === 0 ? hour : lookBackHours;
  for (const [member, folder, listed] of [
    ['objects', recordsFolder, objects],
    ['setAside', setAsideFolder, setAside],
  ] as const)
    for (const [index, { key, late = false }] of listed.entries()) {
      const age = hour - (hourOfKey(key) ?? Number.POSITIVE_INFINITY);
      const isRight =
        key.startsWith(folder) &&
        age >= 0 &&
        age <= reach &&
        late === (age > 0 && sequence > 0) &&
        comesAfter(key, listed[index - 1]?.key ?? '');
      if (!isRight) return `/${member}/${index}`;
    }
  return undefined;
}

/** Half a character has no form in UTF-8, and is written as an escape. Behind an escaped backslash the same letters are text. */
const isCanonical = (text: string, parsed: unknown): boolean =>
  !/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(text) && canonicalJson(parsed as Json) === text;

/** The last letter has bits that say nothing: they are 0. */
const isOneForm = (base64: string): boolean => Buffer.from(base64, 'base64').toString('base64') === base64;

const comesAfter = (key: string, before: string): boolean =>
  Buffer.compare(Buffer.from(key), Buffer.from(before)) > 0;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

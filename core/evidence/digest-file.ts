import { z } from 'zod';
import { sha256 } from '../lib/digest.ts';
import { canonicalJson } from '../lib/json.ts';
import { signatureAlgorithm } from '../lib/signature.ts';
import { type ReadVersioned, readVersioned, type Versioned } from '../lib/versioned.ts';
import { textWithout } from './own-member.ts';

const hexHash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

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

export function readDigestFile(text: string): ReadVersioned<ReadDigestFile> {
  const read = readVersioned(digestFileVersions, parse(text));
  if (!read.ok) return read;
  const signedText = textWithout(text, 'signature', read.value.signature);
  if (signedText === undefined)
    return {
      ok: false,
      code: 'other-shape',
      detail: 'This digest file does not hold its signature in canonical JSON.',
    };
  return { ok: true, value: { file: read.value, signedText, hash: sha256(text) } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

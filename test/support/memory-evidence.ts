import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readPublicKey } from '../../core/lib/signature.ts';
import type { Ports } from '../../functions/evidence/digest/close-hours.ts';

/** A key that signs, in memory. */
export function signingKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return { privateKey, pem, publicKey: readPublicKey(pem) };
}
export type SigningKey = ReturnType<typeof signingKey>;

export const signed = (privateKey: KeyObject, text: string): string =>
  sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'der' }).toString('base64');

/** A locked bucket in memory: what is there stays as it is, unless a test breaks it open. */
export type Objects = Map<string, Buffer>;

export function memoryBucket(objects: Objects = new Map()) {
  const putOnce = async (key: string, body: Buffer): Promise<'written' | 'there'> => {
    if (objects.has(key)) return 'there';
    objects.set(key, body);
    return 'written';
  };
  return {
    objects,
    putLines: (key: string, lines: readonly string[]) => putOnce(key, packed(lines)),
    putText: (key: string, text: string) => putOnce(key, Buffer.from(text)),
    readObject: async (key: string) => objects.get(key),
    async *listKeys(prefix: string, after = '') {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
      for (const key of keys.sort(bytewise)) if (bytewise(key, after) > 0) yield key;
    },
  };
}

const bytewise = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

export const packed = (lines: readonly string[]): Buffer => gzipSync(`${lines.join('\n')}\n`);
export const unpacked = (body: Uint8Array): string[] =>
  gunzipSync(body).toString('utf8').split('\n').slice(0, -1);

export function digestPorts(
  bucket: ReturnType<typeof memoryBucket>,
  key: SigningKey,
  now: () => string,
): Ports {
  return {
    ...bucket,
    unpack(body) {
      try {
        return unpacked(body);
      } catch {
        return undefined;
      }
    },
    keyId: async () => key.publicKey.id,
    publicKeys: async () => [key.publicKey],
    sign: async (text) => signed(key.privateKey, text),
    now,
    hasTime: () => true,
  };
}

/** The trail as a folder, for verifiers that read one. */
export function writeFolder(objects: Objects, folder: string): void {
  for (const [key, body] of objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), body);
  }
}

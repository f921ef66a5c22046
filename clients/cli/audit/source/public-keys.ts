import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isSignedBy, type PublicKey, readPublicKey } from '../../../../core/lib/signature.ts';

const keySetSchema = z.object({
  evidence: z.array(z.object({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string() })),
});

/**
 * The keys that may have signed the trail, from where whoever verifies says: a PEM file, what `GET /v1/keys` answers (as an
 * address or a file), or the ARN of a key of KMS. Never from the bucket, which is what is to be verified.
 */
export async function readPublicKeys(places: readonly string[]): Promise<PublicKey[]> {
  return (await Promise.all(places.map(keysAt))).flat();
}

async function keysAt(place: string): Promise<PublicKey[]> {
  try {
    if (place.startsWith('arn:aws')) return [await fromKms(place)];
    const text = /^https?:/.test(place) ? await fetched(place) : await readFile(place, 'utf8');
    if (text.includes('-----BEGIN')) return [readPublicKey(text)];
    return keySetSchema
      .parse(JSON.parse(text))
      .evidence.map(({ crv, x, y }) => readPublicKey({ kty: 'EC', crv, x, y }));
  } catch (error) {
    throw new Error(`${place} gives no public key of the trail: ${whyNone(error as Error)}`);
  }
}

function whyNone(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code?.startsWith('ERR_OSSL')) return 'what it holds as PEM is no key';
  return error instanceof z.ZodError || error instanceof SyntaxError
    ? 'it is neither PEM nor what GET /v1/keys answers'
    : error.message;
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address).catch(({ cause, message }) => {
    throw new Error(`it cannot be reached (${cause instanceof Error ? cause.message : message})`);
  });
  if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  return answer.text();
}

async function fromKms(arn: string): Promise<PublicKey> {
  const { GetPublicKeyCommand, KMSClient } = await import('@aws-sdk/client-kms');
  const { PublicKey } = await new KMSClient({ region: arn.split(':')[3] ?? '' }).send(
    new GetPublicKeyCommand({ KeyId: arn }),
  );
  return readPublicKey(PublicKey ?? new Uint8Array());
}

export type Signed = 'right' | 'wrong' | 'unknown-key';

export function signatureCheck(keys: readonly PublicKey[]) {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return (keyId: string, text: string, signature: string): Signed => {
    const key = byId.get(keyId);
    if (!key) return 'unknown-key';
    return isSignedBy(key, text, signature) ? 'right' : 'wrong';
  };
}

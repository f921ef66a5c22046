import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

/** What KMS calls it: ECDSA on the curve P-256 over SHA-256, in DER. */
export const signatureAlgorithm = 'ECDSA_SHA_256';

/** The public half of a key that signs. */
export interface PublicKey {
  /** Its thumbprint (RFC 7638). */
  id: string;
  key: KeyObject;
}

/** Of a PEM, a JWK, or what KMS answers. Nothing but a public key of P-256 is taken. */
export function readPublicKey(
  written: string | Uint8Array | { kty: 'EC'; crv: string; x: string; y: string },
): PublicKey {
  const key = keyOf(written);
  const { crv, x, y } = key.export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ec' || crv !== 'P-256')
    throw new TypeError('must be a public key on the curve P-256');
  return { id: thumbprint({ crv, x, y }), key };
}

function keyOf(written: Parameters<typeof readPublicKey>[0]): KeyObject {
  if (typeof written === 'string') return createPublicKey(written);
  if (written instanceof Uint8Array)
    return createPublicKey({ key: Buffer.from(written), format: 'der', type: 'spki' });
  return createPublicKey({ key: written, format: 'jwk' });
}

const thumbprint = ({ crv, x, y }: { crv: string; x: unknown; y: unknown }): string =>
  hash('sha256', JSON.stringify({ crv, kty: 'EC', x, y }), 'base64url');

export const isSignedBy = ({ key }: PublicKey, text: string, signature: string): boolean =>
  verify('sha256', Buffer.from(text), { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));

export const pemOf = ({ key }: PublicKey): string => key.export({ format: 'pem', type: 'spki' }).toString();

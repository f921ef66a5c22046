import { createECDH, createPublicKey } from 'node:crypto';

/** A key of KMS that signs, on the curve P-256: its private half never leaves. */
export interface SigningKey {
  arn: string;
  privateKey: Buffer;
  /** In DER, as SubjectPublicKeyInfo. */
  publicKey: Buffer;
}

/** Another one on every start, as nothing else outlives it either. */
export function newSigningKey(arn: string, randomBytes: (size: number) => Buffer): SigningKey {
  const curve = createECDH('prime256v1');
  const privateKey = randomBytes(32);
  curve.setPrivateKey(privateKey);
  const point = curve.getPublicKey();
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return { arn, privateKey, publicKey: key.export({ format: 'der', type: 'spki' }) };
}

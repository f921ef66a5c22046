import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { isSignedBy, pemOf, readPublicKey } from '../../../../core/lib/signature.ts';
import { signed, signingKey } from '../../../support/memory-evidence.ts';

const key = signingKey();

describe('a public key', () => {
  it('is the same as PEM, as JWK and as KMS answers it, and named by its thumbprint', async () => {
    const { key: object, id } = key.publicKey;
    expect(id).toBe(await calculateJwkThumbprint(await exportJWK(object)));
    const { x = '', y = '' } = object.export({ format: 'jwk' });
    expect(readPublicKey({ kty: 'EC', crv: 'P-256', x, y }).id).toBe(id);
    expect(readPublicKey(object.export({ format: 'der', type: 'spki' })).id).toBe(id);
    expect(readPublicKey(pemOf(key.publicKey)).id).toBe(id);
  });

  it.each(['P-384', 'P-521'])('on the curve %s is none of ours', (namedCurve) => {
    const pem = generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'pem', type: 'spki' });
    expect(() => readPublicKey(pem.toString())).toThrow('P-256');
  });

  it('of another kind is none of ours', () => {
    const pem = generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' });
    expect(() => readPublicKey(pem.toString())).toThrow('P-256');
  });
});

describe('a signature', () => {
  it('is over one text, by one key', () => {
    const signature = signed(key.privateKey, 'ü');
    expect(isSignedBy(key.publicKey, 'ü', signature)).toBe(true);
    expect(isSignedBy(key.publicKey, 'u', signature)).toBe(false);
    expect(isSignedBy(signingKey().publicKey, 'ü', signature)).toBe(false);
    expect(isSignedBy(key.publicKey, 'ü', 'AAAA')).toBe(false);
  });
});

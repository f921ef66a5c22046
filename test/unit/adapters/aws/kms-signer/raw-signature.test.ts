import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawSignature } from '../../../../../adapters/aws/kms-signer/raw-signature.ts';
import { signDigest } from '../../../../../emulator/services/kms/sign-digest.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Two numbers in DER, as short as each can be. */
const derOf = (...numbers: readonly Uint8Array[]): Uint8Array => {
  const content = numbers.flatMap((number) => {
    const at = number.findIndex((byte) => byte !== 0);
    const digits = at < 0 ? [0] : [...number.subarray(at)];
    const bytes = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
    return [0x02, bytes.length, ...bytes];
  });
  return Uint8Array.from([0x30, content.length, ...content]);
};

const anyNumber = fc
  .tuple(fc.nat(31), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .map(([zeros, bytes]) => {
    bytes.fill(0, 0, zeros);
    // Neither number of a signature is zero.
    bytes[31] = (bytes[31] ?? 0) | 1;
    return bytes;
  });

describe('a signature in DER', () => {
  it('becomes what Node verifies as a raw one, whoever has signed', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (message) => {
        const raw = rawSignature(sign('sha256', message, privateKey));
        expect(raw).toHaveLength(64);
        expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is read number for number, however short each is', () => {
    let short = 0;
    fc.assert(
      fc.property(anyNumber, anyNumber, (r, s) => {
        if (r[0] === 0 || s[0] === 0) short += 1;
        expect([...rawSignature(derOf(r, s))]).toEqual([...r, ...s]);
      }),
      { numRuns: 500 },
    );
    expect(short).toBeGreaterThan(100);
  });

  it('is not taken with a byte more, a byte less or another one that DER does not allow', () => {
    const der = sign('sha256', Buffer.from('message'), privateKey);
    const zeros = [0x30, 0x08, 0x02, 0x02, 0x00, 0x01, 0x02, 0x02, 0x00, 0x01];
    const long = derOf(new Uint8Array(33).fill(1), new Uint8Array(32).fill(1));
    const negative = [0x30, 0x06, 0x02, 0x01, 0x80, 0x02, 0x01, 0x01];
    const zero = [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x01];
    const empty = [0x30, 0x05, 0x02, 0x00, 0x02, 0x01, 0x01];
    for (const wrong of [
      [],
      [...der, 0],
      der.subarray(0, -1),
      zeros,
      long,
      negative,
      zero,
      empty,
      [0x31, ...der.subarray(1)],
    ])
      expect(() => rawSignature(Uint8Array.from(wrong))).toThrow('no signature of a P-256 key');
  });
});

describe('the KMS of the emulator', () => {
  it('signs digests as Node verifies them', () => {
    const { d = '' } = privateKey.export({ format: 'jwk' });
    for (let round = 0; round < 50; round += 1) {
      const message = randomBytes(20);
      const digest = createHash('sha256').update(message).digest();
      expect(
        verify('sha256', message, publicKey, signDigest(Buffer.from(d, 'base64url'), digest, randomBytes)),
      ).toBe(true);
    }
  });
});

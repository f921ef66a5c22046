import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, sshPublicKey } from '../../../../catalog/values/ssh-public-key.ts';
import { complaint, suggestion } from './spellings.ts';

const field = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const raw = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const body = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(raw)]).toString('base64');
const key = `ssh-ed25519 ${body}`;

describe('an SSH public key', () => {
  it('is its kind and its base64', () => {
    expect(complaint(sshPublicKey, key)).toBeUndefined();
  });

  it.each([`${key}\n`, `${key} ops@example.com`, `ssh-ed25519   ${body}`, `${key} \n`])(
    'says what to write instead of one with more around it: %j',
    (text) => {
      expect(suggestion(sshPublicKey, text)).toBe(key);
    },
  );

  it.each([
    body,
    `ssh-rsa ${body}`,
    'ssh-ed25519 AAAA',
    `${key}\n${key}`,
    `command="x" ${key}`,
    '',
    'ssh-dss AAAA',
  ])('is refused where it is none: %j', (text) => {
    expect(complaint(sshPublicKey, text)).toMatch(/^must be an OpenSSH public key/);
  });

  it('has the fingerprint that people compare', () => {
    const known = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(complaint(sshPublicKey, known)).toBeUndefined();
    expect(fingerprintOf(known)).toBe('SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk');
    expect(fingerprintOf(known)).not.toBe(fingerprintOf(key));
  });
});

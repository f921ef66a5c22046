import { describe, expect, it } from 'vitest';
import {
  digestKey,
  publicKeyKey,
  readDigestFile,
  signDigestFile,
  type UnsignedDigestFile,
} from '../../../../core/evidence/digest-file.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { isSignedBy } from '../../../../core/lib/signature.ts';
import { signed, signingKey } from '../../../support/memory-evidence.ts';

const key = signingKey();
const unsigned: UnsignedDigestFile = {
  v: 1,
  sequence: 0,
  from: '2026-01-05T09:00:00.000Z',
  to: '2026-01-05T10:00:00.000Z',
  at: '2026-01-05T10:10:00.000Z',
  objects: [],
  setAside: [],
  records: 0,
  root: sha256(''),
  previous: null,
  algorithm: 'ECDSA_SHA_256',
  keyId: key.publicKey.id,
};
const sign = async (text: string) => signed(key.privateKey, text);

describe('a digest file', () => {
  it('is canonical JSON, signed over all but its signature', async () => {
    const text = await signDigestFile(unsigned, sign);
    expect(text).toBe(canonicalJson(JSON.parse(text) as object));
    const read = readDigestFile(text);
    if (!read.ok) throw new Error(read.detail);
    const { file, signedText, hash } = read.value;
    expect(signedText).toBe(canonicalJson(unsigned));
    expect(hash).toBe(sha256(text));
    expect(isSignedBy(key.publicKey, signedText, file.signature)).toBe(true);
  });

  it.each([
    ['that is not JSON', '{'],
    ['of another version', '{"v":2}'],
    ['with white space around its signature', JSON.stringify({ ...unsigned, signature: 'AAAA' }, null, 1)],
  ])('%s cannot be read', (_, text) => {
    expect(readDigestFile(text)).toMatchObject({ ok: false, detail: expect.any(String) });
  });

  it('has a place by its number, and its key one by its name', () => {
    expect(digestKey(12)).toBe('digests/00000012.json');
    expect(publicKeyKey('abc')).toBe('keys/abc.pem');
  });
});

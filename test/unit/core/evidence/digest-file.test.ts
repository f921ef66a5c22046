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

  const at = (hour: string, name: string, late?: true) => ({
    key: `records/dt=2026-01-05/hh=${hour}/${name}`,
    ...{ bytes: 1, sha256: sha256('x'), records: 0, ...(late && { late }) },
  });
  const aside = (hour: string, folder = 'set-aside') => ({
    ...{ key: `${folder}/dt=2026-01-05/hh=${hour}/x.json`, bytes: 1, sha256: sha256('x'), id: null },
  });
  const readOf = async (changes: Partial<UnsignedDigestFile>) =>
    readDigestFile(await signDigestFile({ ...unsigned, sequence: 60, ...changes }, sign));

  it.each<[string, Partial<UnsignedDigestFile>]>([
    ['nothing', {}],
    [
      'objects of its hour, in the order of the bytes of their keys',
      { objects: [at('09', 'a'), at('09', 'b')] },
    ],
    ['objects of an hour before, as late', { objects: [at('08', 'a', true), at('09', 'a')] }],
    ['everything before it, where it is the first', { sequence: 0, objects: [at('01', 'a'), at('09', 'a')] }],
    ['what was set aside', { objects: [at('09', 'z')], setAside: [aside('09')] }],
  ])('may list %s', async (_, changes) => {
    expect(await readOf(changes)).toMatchObject({ ok: true });
  });

  it.each<[string, Partial<UnsignedDigestFile>, string]>([
    ['an object twice', { objects: [at('09', 'a'), at('09', 'a')] }, '/objects/1'],
    ['objects in another order', { objects: [at('09', 'b'), at('09', 'a')] }, '/objects/1'],
    // In the order of UTF-16 code units it would be the other way round.
    [
      'characters in the order of JavaScript',
      { objects: [at('09', '\u{1f600}'), at('09', '\uffee')] },
      '/objects/1',
    ],
    ['an object of a later hour', { objects: [at('10', 'a')] }, '/objects/0'],
    ['an object of an hour before that it does not call late', { objects: [at('08', 'a')] }, '/objects/0'],
    ['an object of its hour as late', { objects: [at('09', 'a', true)] }, '/objects/0'],
    [
      'an object as late, where it is the first',
      { sequence: 0, objects: [at('08', 'a', true)] },
      '/objects/0',
    ],
    [
      'an object that came more than 48 hours late',
      { from: '2026-01-07T09:00:00.000Z', to: '2026-01-07T10:00:00.000Z', objects: [at('08', 'a', true)] },
      '/objects/0',
    ],
    ['an object under no hour', { objects: [{ ...at('09', 'a'), key: '../a' }] }, '/objects/0'],
    [
      'what was set aside among the objects',
      { objects: [{ ...at('09', 'a'), key: aside('09').key }] },
      '/objects/0',
    ],
    ['objects among what was set aside', { setAside: [aside('09', 'records')] }, '/setAside/0'],
  ])('that lists %s is none', async (_, changes, pointer) => {
    expect(await readOf(changes)).toEqual({
      ...{ ok: false, code: 'other-shape', detail: expect.stringContaining(`: ${pointer} is out of order`) },
    });
  });

  it.each([
    ['an hour that begins somewhere', { from: '2026-01-05T09:30:00.000Z' }],
    ['two hours', { to: '2026-01-05T11:00:00.000Z' }],
  ])('is not of %s', async (_, changes) => {
    expect(await readOf(changes)).toMatchObject({ detail: expect.stringContaining('not those of an hour') });
  });

  it.each([
    ['a member twice', (text: string) => text.replace('"sequence":60', '"sequence":1,"sequence":60')],
    ['a number in another form', (text: string) => text.replace('"sequence":60', '"sequence":6e1')],
    ['half a character', (text: string) => text.replace(/"keyId":"./, '"keyId":"\\ud800')],
  ])('that has %s is not canonical JSON', async (_, change) => {
    const text = change(await signDigestFile({ ...unsigned, sequence: 60 }, sign));
    expect(readDigestFile(text)).toMatchObject({ detail: expect.stringContaining('not canonical JSON') });
  });

  it('has a place by its number, and its key one by its name', () => {
    expect(digestKey(12)).toBe('digests/00000012.json');
    expect(publicKeyKey('abc')).toBe('keys/abc.pem');
  });
});

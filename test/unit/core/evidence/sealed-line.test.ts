import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRow } from '../../../../core/evidence/audit-row.ts';
import { textWithout } from '../../../../core/evidence/own-member.ts';
import { hashOfRecord } from '../../../../core/evidence/record.ts';
import { readRecordText, readSealedLine } from '../../../../core/evidence/sealed-line.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { canonicalJson, type JsonObject } from '../../../../core/lib/json.ts';
import { anyObject } from '../../../support/given/any-json.ts';
import { opened } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';

const { record } = opened(review());
const text = canonicalJson(record);
const row = { ...auditRow(record, text) };

/** A record of anything, that proves itself. */
function provenText(fields: JsonObject): string {
  const canonical = canonicalJson(fields);
  return canonicalJson({ ...fields, hash: sha256(canonical) });
}
const incident: JsonObject = { v: 1, id: 'incident-7.2', seq: 2, prev: 'a'.repeat(64), at: 'noon' };

describe('a record', () => {
  it('says its place in its chain, whatever it is a record of', () => {
    expect(readRecordText(text)).toEqual({
      ok: true,
      place: { id: record.id, chain: record.requestId, seq: 1, prev: null, hash: record.hash },
    });
    expect(readRecordText(provenText(incident))).toMatchObject({
      ok: true,
      place: { id: 'incident-7.2', chain: 'incident-7', seq: 2, prev: 'a'.repeat(64) },
    });
  });

  it('computed by hand proves itself', () => {
    // printf '%s' '{"id":"a.1","prev":null,"seq":1,"v":1}' | sha256sum
    const hash = '400473103d156f822f7b5e86bef35cdb9857d3d12ce69c6de6fd3bfe3beef14a';
    const written = `{"hash":"HASH","id":"a.1","prev":null,"seq":1,"v":1}`.replace('HASH', hash);
    expect(readRecordText(written)).toMatchObject({ ok: true, place: { id: 'a.1', hash } });
  });

  it('is hashed as its canonical text is, whatever it holds', () => {
    fc.assert(
      fc.property(anyObject, (more) => {
        const { hash: _, ...fields } = { ...more, ...incident };
        const written = provenText(fields);
        expect(readRecordText(written).ok).toBe(true);
        expect(hashOfRecord(JSON.parse(written) as { hash: string })).toBe(
          (JSON.parse(written) as { hash: string }).hash,
        );
      }),
    );
  });

  it.each<[string, string]>([
    ['that is not JSON', '{'],
    ['that is no object', '7'],
    ['that is null', 'null'],
    ['without a hash', canonicalJson({ ...incident })],
    ['whose hash is no hash', canonicalJson({ ...incident, hash: 'x' })],
    ['that says something else', text.replace('"seq":1', '"seq":2')],
    ['with white space', JSON.stringify(JSON.parse(text), null, 1)],
    ['whose hash stands twice', text.replace('"hash"', `"a":{"hash":"${record.hash}","b":1},"hash"`)],
    ['with no number', provenText({ ...incident, seq: 'two', id: 'x.two' })],
    ['with a number below 1', provenText({ ...incident, seq: 0, id: 'x.0' })],
    ['with no whole number', provenText({ ...incident, seq: 1.5, id: 'x.1.5' })],
    ['whose id does not end in its number', provenText({ ...incident, id: 'incident-7.3' })],
    ['of no chain', provenText({ ...incident, id: '.2' })],
    ['without an id', provenText({ ...incident, id: null })],
    ['whose prev is no hash', provenText({ ...incident, prev: 'before' })],
    ['whose prev is a list', provenText({ ...incident, prev: ['a'.repeat(64)] })],
    ['with half a character', text.replace('"via":"', '"via":"\ud800')],
  ])('%s does not prove itself', (_, written) => {
    expect(readRecordText(written)).toMatchObject({ ok: false, detail: expect.any(String) });
  });
});

describe('a sealed line', () => {
  it('is its record', () => {
    expect(readSealedLine(JSON.stringify(row))).toEqual(readRecordText(text));
  });

  it.each<[string, string, string | undefined]>([
    ['that is not JSON', '{"record_id":', undefined],
    ['without a record', JSON.stringify({ ...row, detail: null }), record.id],
    [
      'whose record is changed',
      JSON.stringify({ ...row, detail: text.replace('"seq":1', '"seq":2') }),
      record.id,
    ],
    ['that names another record', JSON.stringify({ ...row, record_id: 'other.1' }), record.id],
    ['with another number', JSON.stringify({ ...row, seq: 2 }), record.id],
    ['with another predecessor', JSON.stringify({ ...row, prev: 'a'.repeat(64) }), record.id],
    ['with another hash', JSON.stringify({ ...row, hash: 'a'.repeat(64) }), record.id],
    ['without any name', JSON.stringify({ detail: '{' }), undefined],
  ])('%s is changed, and named where it has a name', (_, line, id) => {
    const read = readSealedLine(line);
    expect(read.ok).toBe(false);
    expect(read).toEqual({ ok: false, ...(id !== undefined && { id }), detail: expect.any(String) });
  });
});

describe('the text without a member', () => {
  it('is the rest of it, byte for byte', () => {
    expect(textWithout('{"a":"x","b":1}', 'a', 'x')).toBe('{"b":1}');
  });

  it.each([
    ['is not there', '{"b":1}'],
    ['stands twice', '{"a":"x","b":{"a":"x","c":1}}'],
    ['is the last one', '{"0":1,"a":"x"}'],
  ])('is nothing where it %s', (_, written) => {
    expect(textWithout(written, 'a', 'x')).toBeUndefined();
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkObject } from '../../../../../clients/cli/audit/verify/check-object.ts';
import { auditRow } from '../../../../../core/evidence/audit-row.ts';
import { leafHash } from '../../../../../core/evidence/merkle.ts';
import { canonicalJson } from '../../../../../core/lib/json.ts';
import { twoMoves } from '../../../../support/given/evidence.ts';

const records = twoMoves(1).map(({ record }) => record);
const lines = records.map((record) => `${JSON.stringify(auditRow(record, canonicalJson(record)))}\n`);
const body = gzipSync(lines.join(''));

const leavesOf = (checked: { leaves: Uint8Array }): string => Buffer.from(checked.leaves).toString('hex');
const leaves = records
  .map(({ hash }) => Buffer.from(leafHash(Buffer.from(hash, 'hex'))).toString('hex'))
  .join('');

describe('an object', () => {
  it('gives a leaf a line', () => {
    const checked = checkObject({ body, number: 0 });
    expect(checked).toMatchObject({ bytes: body.length, faults: [] });
    expect(leavesOf(checked)).toBe(leaves);
  });

  it('may be packed in parts, as RFC 1952 allows', () => {
    const parts = Buffer.concat(lines.map((line) => gzipSync(line)));
    expect(leavesOf(checkObject({ body: parts, number: 0 }))).toBe(leaves);
  });

  it('tells of lines by where they begin', () => {
    const [first = '', second = ''] = lines;
    const changed = gzipSync(`${first}x\n${second.replace('"seq":2', '"seq":3')}`);
    expect(checkObject({ body: changed, number: 0 })).toMatchObject({
      faults: [{ byte: first.length }, { byte: first.length + 2, record: records[1]?.id }],
    });
  });

  it('may be held against its records column by column, since questions are asked of those', () => {
    const [first = '', second = ''] = lines;
    const lying = second.replace('"actor":"person:', '"actor":"person:somebody.else');
    expect(lying).not.toBe(second);
    const made = gzipSync(`${first}${lying}`);
    expect(checkObject({ body: made, number: 0 }).faults).toEqual([]);
    const checked = checkObject({ body: made, number: 0, columns: true });
    expect(checked.faults).toEqual([
      { code: 'columns-differ', record: records[1]?.id, byte: first.length, detail: expect.any(String) },
    ]);
    expect(leavesOf(checked)).toBe(leaves);
    expect(checkObject({ body, number: 0, columns: true }).faults).toEqual([]);
  });

  it.each([
    ['leaves out a column', (row: object) => ({ ...row, vote_reason: undefined })],
    ['has one more', (row: object) => ({ ...row, note: 'x' })],
    ['says another version', (row: object) => ({ ...row, v: 2 })],
  ])('in which a line %s has other columns than its record', (_, change) => {
    const line = JSON.stringify(change(JSON.parse(lines[1] ?? '') as object));
    const checked = checkObject({ body: gzipSync(`${line}\n`), number: 0, columns: true });
    expect(checked.faults).toMatchObject([{ code: 'columns-differ', record: records[1]?.id }]);
  });

  it('may have its columns in any order', () => {
    const row = JSON.parse(lines[0] ?? '') as object;
    const turned = JSON.stringify(Object.fromEntries(Object.entries(row).reverse()));
    expect(checkObject({ body: gzipSync(`${turned}\n`), number: 0, columns: true }).faults).toEqual([]);
  });

  it.each([
    ['is empty', Buffer.alloc(0)],
    ['is cut off', body.subarray(0, -1)],
    ['has something behind it', Buffer.concat([body, Buffer.from('x')])],
    ['says that it is larger than it is', Buffer.concat([body.subarray(0, -4), Buffer.alloc(4, 0xff)])],
    ['unpacks to more than any that seal writes', gzipSync(Buffer.alloc((1 << 27) + 1))],
  ])('that %s cannot be read', (_, broken) => {
    const checked = checkObject({ body: broken, number: 0 });
    expect(checked.unreadable).toEqual(expect.any(String));
    expect([...checked.leaves, ...checked.entries, ...checked.faults]).toEqual([]);
  });
});

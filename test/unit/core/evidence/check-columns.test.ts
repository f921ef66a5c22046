import { describe, expect, it } from 'vitest';
import { type AuditRow, auditRow } from '../../../../core/evidence/audit-row.ts';
import { whyColumnsDiffer } from '../../../../core/evidence/check-columns.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { twoMoves } from '../../../support/given/evidence.ts';

const [{ record }] = twoMoves(0);
const row = auditRow(record, canonicalJson(record));
const why = (columns: object): string | undefined => whyColumnsDiffer(JSON.stringify(columns));

describe('the columns of a sealed line', () => {
  it('are those that are made of its record, in whatever order', () => {
    expect(why(row)).toBeUndefined();
    expect(why(Object.fromEntries(Object.entries(row).toReversed()))).toBeUndefined();
  });

  it.each(Object.keys(row).filter((column) => column !== 'detail'))(
    'differ where %s says something else, is not there, or has one beside it',
    (column) => {
      const { [column as keyof AuditRow]: _, ...others } = row;
      const words = 'Its columns for questions are not those of its record.';
      expect(why({ ...row, [column]: 'something else' })).toBe(words);
      expect(why(others)).toBe(words);
      expect(why({ ...row, [`${column}_`]: 'one more' })).toBe(words);
    },
  );

  it('cannot be held against a record of a form that nobody knows', () => {
    expect(why({ ...row, detail: canonicalJson({ ...record, v: 99 }) })).toMatch(
      /^Its columns cannot be held against its record: /,
    );
  });
});

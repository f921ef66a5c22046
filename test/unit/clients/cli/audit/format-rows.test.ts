import { expect, it } from 'vitest';
import { formatRows } from '../../../../../clients/cli/audit/query/format-rows.ts';

const rows = {
  columns: ['who', 'times'],
  rows: [
    ['=HYPERLINK("https://example.com")', 12],
    ['two\nlines, "quoted"', -3],
    [null, null],
    ['\u001b[2Jcleared', 1],
  ],
};

it('CSV is quoted as RFC 4180 says, and a text is never a formula; a number below nothing stays one', () => {
  expect(formatRows(rows, 'csv').split('\r\n')).toEqual([
    'who,times',
    '"\'=HYPERLINK(""https://example.com"")",12',
    '"two\nlines, ""quoted""",-3',
    ',',
    '\u001b[2Jcleared,1',
  ]);
});

it('JSON says exactly what the trail says', () => {
  expect(JSON.parse(formatRows(rows, 'json'))).toEqual([
    { who: '=HYPERLINK("https://example.com")', times: 12 },
    { who: 'two\nlines, "quoted"', times: -3 },
    { who: null, times: null },
    { who: '\u001b[2Jcleared', times: 1 },
  ]);
});

it('a table has a line for a row, whatever agents wrote, and nothing that a terminal obeys', () => {
  const lines = formatRows(rows, 'table').split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[2]).toContain('two\\u{a}lines');
  expect(lines[4]).toContain('\\u{1b}[2Jcleared');
});

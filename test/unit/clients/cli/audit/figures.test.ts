import { expect, it } from 'vitest';
import type { Rows } from '../../../../../clients/cli/audit/query/engine.ts';
import { type Figure, figuresOf } from '../../../../../clients/cli/audit/report/figures.ts';
import { figure } from '../../../../../clients/cli/audit/report/html/bar-chart.ts';
import { type TableName, type Tables, tableNames } from '../../../../../clients/cli/audit/report/tables.ts';

function drawn(table: TableName, rows: Rows): Figure {
  const empty: Rows = { columns: [], rows: [] };
  const tables = Object.fromEntries(tableNames.map((name) => [name, empty])) as unknown as Tables;
  const found = figuresOf({ ...tables, [table]: rows }).find((one) => one.table === table);
  return found ?? expect.unreachable();
}

it('coverage is all only where no call is missing', () => {
  const covered = (matched: number) =>
    drawn('coverage', { columns: ['day', 'seen', 'matched'], rows: [['2026-01-05', 10_000, matched]] });
  expect(covered(10_000).bars).toMatchObject([{ value: 100 }]);
  expect(covered(9_999).bars).toMatchObject([{ value: 99.9, note: '9999 of 10000 calls' }]);
});

it('a chart that has no room for everybody says how many it leaves out', () => {
  const people = (count: number) =>
    drawn('decisions-by-person', {
      columns: ['person', 'approved', 'denied', 'not_counted'],
      rows: Array.from({ length: count }, (_, number) => [`person ${number}`, 1, 0, 0]),
    });
  expect(people(14).bars).toHaveLength(12);
  expect(figure(people(14)).text).toContain('csv/decisions-by-person.csv</a>, which has 2 more');
  expect(figure(people(12)).text).not.toContain('more');
});

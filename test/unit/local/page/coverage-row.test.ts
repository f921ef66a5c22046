import { describe, expect, it } from 'vitest';
import {
  closeCoverage,
  countProgress,
  countUnseen,
  openCoverage,
} from '../../../../core/detection/count-coverage.ts';
import { noCounts, type OpenCoverage, periodOfDay } from '../../../../core/detection/coverage.ts';
import type { CoverageRecord } from '../../../../core/evidence/coverage-record.ts';
import { coverageRows } from '../../../../local/page/coverage-row.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const at = '2026-01-06T10:00:00.000Z';
const counts = { ...noCounts, seen: 5, matched: 4, unmatched: 1 };

/** A day of which one place was read in two parts, and a run was not seen. */
function chain(day: string): CoverageRecord[] {
  const opened = openCoverage(periodOfDay(day), `${day}T23:00:00Z`, [place], at);
  const read = (from: OpenCoverage, through: string) =>
    countProgress(from, { ...place, counts, gaps: [], done: [], through }, at);
  const first = read(opened.coverage as OpenCoverage, `${day}T09:00:00Z`);
  const second = first && read(first.coverage as OpenCoverage, `${day}T10:00:00Z`);
  if (!first || !second) throw new Error('It was read further.');
  const unseen = countUnseen(second.coverage as OpenCoverage, ['r-1'], at);
  const closed = closeCoverage(unseen.coverage as OpenCoverage, at);
  return [opened, first, second, unseen, closed].map(({ record }) => record);
}

describe('a coverage on the page', () => {
  it('has the numbers of its last record, and counts nothing anew', () => {
    const [row] = coverageRows(chain('2026-01-05'));
    expect(row).toMatchObject({
      id: '2026-01-05',
      state: 'closed',
      counts: { seen: 10, matched: 8, unmatched: 2, unseen: 1 },
      record: 'coverage-2026-01-05.5',
      records: 5,
    });
  });

  it('says how far each place is read, and what is not covered', () => {
    const [row] = coverageRows(chain('2026-01-05'));
    expect(row?.read).toEqual([{ place: '111122223333, eu-west-1', through: '2026-01-05T10:00:00Z' }]);
    expect(row?.gaps).toEqual([
      '111122223333, eu-west-1: not covered from 2026-01-05T10:00:00Z to 2026-01-05T23:00:00Z (not-read)',
    ]);
  });

  it('is by its own chain, whatever the order in which the records came, the newest day first', () => {
    const rows = coverageRows([...chain('2026-01-05'), ...chain('2026-01-06')].toReversed());
    expect(rows.map(({ id, record }) => [id, record])).toEqual([
      ['2026-01-06', 'coverage-2026-01-06.5'],
      ['2026-01-05', 'coverage-2026-01-05.5'],
    ]);
    expect(coverageRows([])).toEqual([]);
  });

  it('is open as long as it is read', () => {
    const [row] = coverageRows(chain('2026-01-05').slice(0, 2));
    expect(row).toMatchObject({ state: 'open', counts: { seen: 5 }, records: 2 });
  });
});

import type { Counts, Gap } from '../../core/detection/coverage.ts';
import type { CoverageRecord } from '../../core/evidence/coverage-record.ts';

/** How far what agents did in a time was held against what was approved, as the records of it say. */
export interface CoverageRow {
  /** `2026-01-03` */
  id: string;
  state: CoverageRecord['state'];
  counts: Counts;
  /** By the last record: its numbers are of all before it. */
  record: string;
  at: string;
  records: number;
  /** How far each place is read. */
  read: { place: string; through: string }[];
  gaps: string[];
}

/** Of each coverage its chain, the newest first. Nothing is counted anew: what was sealed is shown. */
export const coverageRows = (records: readonly CoverageRecord[]): CoverageRow[] =>
  [...Map.groupBy(records, ({ coverageId }) => coverageId)]
    .map(([id, chain]) => rowOf(id, chain))
    .sort((one, other) => other.id.localeCompare(one.id));

function rowOf(id: string, chain: readonly CoverageRecord[]): CoverageRow {
  const [last, ...before] = chain.toSorted((one, other) => other.seq - one.seq);
  if (!last) throw new Error(`Coverage ${id} has no record.`);
  const changes = [...before.toReversed(), last].map(({ change }) => change);
  const read = changes.flatMap((change) => (change.type === 'read' ? [change] : []));
  const gaps = changes.flatMap((change) => ('gaps' in change ? change.gaps : []));
  return {
    ...{ id, state: last.state, counts: last.counts, record: last.id, at: last.at },
    records: chain.length,
    read: [...new Map(read.map(({ account, region, through }) => [`${account}, ${region}`, through]))].map(
      ([place, through]) => ({ place, through }),
    ),
    gaps: gaps.map(sayGap),
  };
}

const sayGap = ({ account, region, from, to, why }: Gap): string =>
  `${account}, ${region}: not covered from ${from} to ${to} (${why})`;

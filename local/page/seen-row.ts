import { type Counts, countsOf, noCounts, sumOf } from '../../core/detection/coverage.ts';
import type { Sighting, Verdict } from '../../core/detection/sighting.ts';
import type { CoverageRecord } from '../../core/evidence/coverage-record.ts';
import { type CoverageRow, coverageRows } from './coverage-row.ts';

/** One call that CloudTrail told of, in a line. */
export interface SeenRow {
  id: string;
  call: string;
  who: string;
  at: string;
  place: string;
  verdict: Verdict['kind'];
  words: string;
}

export interface Seen {
  /** Of all that CloudTrail has told of since the start. */
  counts: Counts;
  rows: SeenRow[];
  /** As `reconcile` wrote it down. */
  coverage: CoverageRow[];
}

/** As many as are looked at. */
const most = 30;

export const seenOf = (sightings: readonly Sighting[], records: readonly CoverageRecord[]): Seen => ({
  counts: sightings.map(countsOf).reduce(sumOf, noCounts),
  rows: sightings.slice(0, most).map(rowOf),
  coverage: coverageRows(records),
});

const rowOf = ({ id, call, who, at, account, region, verdict }: Sighting): SeenRow => ({
  ...{ id, call, who, at },
  place: `${account}, ${region}`,
  verdict: verdict.kind,
  words: say(verdict),
});

function say(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'matched':
      return `belongs to request ${verdict.requestId.slice(0, 8)}`;
    case 'drifted':
      return `not what was signed in request ${verdict.requestId.slice(0, 8)}: an incident`;
    case 'upkeep':
      return `Countersign's own work: ${verdict.task}`;
    case 'denied':
      return `denied by AWS, ${verdict.became}`;
    case 'unmatched':
      return 'no approval covers it: an incident';
    case 'plainly-allowed':
      return 'plainly allowed';
    case 'counted':
      return 'counted';
    case 'not-understood':
      return 'not understood, and kept as it came';
  }
}

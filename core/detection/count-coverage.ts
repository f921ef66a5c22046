import { type CoverageEvent, type CoverageRecord, coverageRecordOf } from '../evidence/coverage-record.ts';
import type { WatchedPlace } from '../ports/heartbeats.ts';
import {
  type Counts,
  type Coverage,
  type Gap,
  noCounts,
  type OpenCoverage,
  type Period,
  type PlaceCoverage,
  sumOf,
} from './coverage.ts';

/** A move of a coverage and its record, to be written as one. */
export interface CoverageTransition {
  /** The version that it starts from; none where it is opened. */
  from: number | null;
  coverage: Coverage;
  record: CoverageRecord;
}

const by = { kind: 'system', id: 'reconcile' } as const;

export function openCoverage(
  { id, from, to }: Period,
  readUntil: string,
  places: readonly WatchedPlace[],
  at: string,
): CoverageTransition {
  const draft: Draft<OpenCoverage> = {
    state: 'open',
    id,
    from,
    to,
    readUntil,
    counts: noCounts,
    gaps: [],
    places: places.map(({ account, region }) => ({ account, region, through: from, done: [] })),
  };
  return write(null, draft, { at, actor: by, change: { type: 'opened' } }, null);
}

/** What was read of a place since it was written down last. */
export interface Progress extends WatchedPlace {
  counts: Counts;
  gaps: readonly Gap[];
  /** Pieces that were read whole. */
  done: readonly string[];
  /** All before it is read, and its pieces need not be known any more. */
  through?: string;
}

/**
 * The numbers and how far they reach are one write: whoever is killed before it reads the same again, and counts it then. Nothing
 * where a piece of it is counted already: another run was here.
 */
export function countProgress(
  coverage: OpenCoverage,
  progress: Progress,
  at: string,
): CoverageTransition | undefined {
  const place = placeIn(coverage, progress);
  if (!place || progress.done.some((piece) => place.done.includes(piece))) return undefined;
  if (progress.through !== undefined && progress.through <= place.through) return undefined;
  const { account, region, counts, gaps } = progress;
  const moved: PlaceCoverage = {
    account,
    region,
    through: progress.through ?? place.through,
    done: progress.through === undefined ? [...place.done, ...progress.done] : [],
  };
  return next(
    coverage,
    {
      counts: sumOf(coverage.counts, counts),
      gaps: [...coverage.gaps, ...gaps],
      places: coverage.places.map((one) => (one === place ? moved : one)),
    },
    {
      at,
      actor: by,
      change: { type: 'read', account, region, through: moved.through, counts, gaps: [...gaps] },
    },
  );
}

/** Runs of which CloudTrail has told nothing within a day. */
export const countUnseen = (
  coverage: OpenCoverage,
  unseen: readonly string[],
  at: string,
): CoverageTransition =>
  next(
    coverage,
    { counts: sumOf(coverage.counts, { ...noCounts, unseen: unseen.length }) },
    { at, actor: by, change: { type: 'unseen', requestIds: [...unseen] } },
  );

/** The end of it. What has not been read by now is not read any more, and said so. */
export function closeCoverage(coverage: OpenCoverage, at: string): CoverageTransition {
  const unread = coverage.places
    .filter(({ through }) => through < coverage.readUntil)
    .map(
      ({ account, region, through }): Gap => ({
        account,
        region,
        from: through,
        to: coverage.readUntil,
        why: 'not-read',
      }),
    );
  const { version, recordHash, v: _, ...before } = coverage;
  const draft: Draft<Coverage> = {
    ...before,
    state: 'closed',
    gaps: [...coverage.gaps, ...unread],
    closedAt: at,
  };
  return write(version, draft, { at, actor: by, change: { type: 'closed', gaps: unread } }, recordHash);
}

export const isRead = ({ places, readUntil }: Pick<Coverage, 'places' | 'readUntil'>): boolean =>
  places.every(({ through }) => through >= readUntil);

export const placeIn = ({ places }: Pick<Coverage, 'places'>, { account, region }: WatchedPlace) =>
  places.find((one) => one.account === account && one.region === region);

type Draft<C> = C extends unknown ? Omit<C, 'v' | 'version' | 'recordHash'> : never;

function next(
  coverage: OpenCoverage,
  changed: Partial<Pick<OpenCoverage, 'counts' | 'gaps' | 'places'>>,
  event: CoverageEvent,
): CoverageTransition {
  const { version, recordHash, v: _, ...before } = coverage;
  return write(version, { ...before, ...changed }, event, recordHash);
}

function write(
  from: number | null,
  draft: Draft<Coverage>,
  event: CoverageEvent,
  prev: string | null,
): CoverageTransition {
  const unhashed = { ...draft, v: 1 as const, version: (from ?? 0) + 1 };
  const record = coverageRecordOf(unhashed, event, prev);
  return { from, coverage: { ...unhashed, recordHash: record.hash }, record };
}

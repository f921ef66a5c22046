import type { CoverageTransition } from '../detection/count-coverage.ts';
import type { Coverage, Gap } from '../detection/coverage.ts';
import type { SightingSource } from '../detection/sighting.ts';
import type { WatchedPlace } from './heartbeats.ts';

/** Where coverages live. Reads are consistent; every write is one conditional write of one item. */
export interface CoverageStore {
  get(id: string): Promise<Coverage | undefined>;
  /** Writes a first move, unless the coverage is there already. */
  create(transition: CoverageTransition): Promise<'written' | 'conflict'>;
  /** Writes a later move, if the coverage still is in the version that the move started from. */
  advance(transition: CoverageTransition): Promise<'written' | 'conflict'>;
}

/** A part of what CloudTrail kept of a place: a log file, or the answer to one question. */
export interface Piece {
  /** Whoever reads the same place from the same time on finds the same pieces under the same names, in the same order. */
  name: string;
  /** Once this piece is read, all that happened in the place before is. */
  through?: string;
  /** JSON values, as CloudTrail wrote them. Rejects with `NotGenuine` where the piece is not what CloudTrail wrote. */
  events(): AsyncIterable<unknown>;
}

/** What was read is not what CloudTrail wrote. */
export class NotGenuine extends Error {}

/** What CloudTrail kept of what was called in a place. */
export interface CloudTrailReader {
  source: Exclude<SightingSource, 'eventbridge'>;
  /** What is younger than so many seconds need not be there yet. */
  lagSeconds: number;
  /** What is read by the time when it was written has a call of so many seconds before it. */
  writtenWithinSeconds: number;
  /** From a time on and up to another, without the pieces that are done. */
  read(
    place: WatchedPlace,
    between: { from: string; to: string },
    done: readonly string[],
  ): AsyncIterable<Piece | Gap>;
}

/** How people hear of a coverage in one room. */
export interface CoverageMessenger {
  door: string;
  /** One line: what was not as it should be. */
  post(coverage: Coverage): Promise<void>;
}

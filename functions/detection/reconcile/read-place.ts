import { readTrailValue, type TrailEvent } from '../../../catalog/trail/trail-event.ts';
import type { Progress } from '../../../core/detection/count-coverage.ts';
import { type Counts, countsOf, type Gap, noCounts, sumOf } from '../../../core/detection/coverage.ts';
import type { Sighting, SightingSource } from '../../../core/detection/sighting.ts';
import { type CloudTrailReader, NotGenuine, type Piece } from '../../../core/ports/coverage.ts';
import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';
import type { Unread } from '../../shared/detection/keep-unread.ts';
import type { Sighted } from '../../shared/detection/sight-event.ts';

export interface ReadPorts {
  reader: CloudTrailReader;
  /** Judges it, or finds what was judged before: the same for whoever comes again. */
  sight: (event: TrailEvent, source: SightingSource) => Promise<Sighted>;
  keep: (unread: Unread, source: SightingSource) => Promise<Sighted>;
  isWatched: (event: TrailEvent) => Promise<boolean>;
  /** False when the time of this run is nearly over: the next run goes on. */
  hasTime: () => boolean;
}

export interface Reading {
  place: WatchedPlace;
  /** When it was called: the period's. What is read may hold calls of before and after. */
  period: { from: string; to: string };
  between: { from: string; to: string };
  done: readonly string[];
}

/**
 * What was read of a place, in parts that are to be written down one after another. A piece that the time did not suffice for is in
 * none of them: the next run reads it from its beginning, and what it judges then is known.
 */
export async function* readPlace(ports: ReadPorts, reading: Reading): AsyncGenerator<Progress> {
  const { place, between, done } = reading;
  const counted = new Set<string>();
  let part: Progress = { ...place, ...nothing };
  for await (const read of ports.reader.read(place, between, done)) {
    if ('why' in read) {
      part = { ...part, gaps: [...part.gaps, read], through: read.to };
    } else {
      const piece = await readPiece(ports, reading, read, counted);
      if (piece === 'no-time') break;
      part = {
        ...part,
        counts: sumOf(part.counts, piece.counts),
        gaps: [...part.gaps, ...piece.gaps],
        done: [...part.done, read.name],
        ...(read.through !== undefined && { through: read.through }),
      };
    }
    if (part.through !== undefined) {
      yield part;
      part = { ...place, ...nothing };
      counted.clear();
    }
    if (!ports.hasTime()) break;
  }
  if (part.done.length > 0) yield part;
}

const nothing = { counts: noCounts, gaps: [], done: [] };

/** `counted`: what stood in a piece of this stretch before. Two trails write into one bucket, and everything is there twice. */
async function readPiece(
  ports: ReadPorts,
  { place, period, between }: Reading,
  piece: Piece,
  counted: Set<string>,
): Promise<{ counts: Counts; gaps: Gap[] } | 'no-time'> {
  let counts = noCounts;
  try {
    for await (const value of piece.events()) {
      if (!ports.hasTime()) return 'no-time';
      const sighted = await sightValue(ports, place, period, value);
      if (!sighted || counted.has(sighted.id)) continue;
      counted.add(sighted.id);
      counts = sumOf(counts, countsOf(sighted));
    }
  } catch (error) {
    if (!(error instanceof NotGenuine)) throw error;
    return { counts, gaps: [{ ...place, ...between, why: 'log-file-not-genuine' }] };
  }
  return { counts, gaps: [] };
}

/** Nothing where it is none of the period's, concerns nobody, or is a copy of what is counted where it came first. */
async function sightValue(
  { reader: { source }, sight, keep, isWatched }: ReadPorts,
  place: WatchedPlace,
  { from, to }: Reading['period'],
  value: unknown,
): Promise<Sighting | undefined> {
  const kept = async (problem: string) =>
    (await keep({ ...place, problem, text: textOf(value) }, source)).sighting;
  const read = readTrailValue(value);
  if (!read.ok) return kept(read.problem);
  const { event } = read;
  const at = event.eventTime.replace(' ', 'T');
  if (at < from || at >= to) return undefined;
  try {
    if (!(await isWatched(event))) return undefined;
    const { sighting } = await sight(event, source);
    return event.eventID && event.eventID !== sighting.eventId ? undefined : sighting;
  } catch (error) {
    // A form that nobody thought of MUST NOT stop what comes behind it. An outage is another thing: the next run reads it again.
    if (error instanceof TypeError || error instanceof RangeError) return kept('not-judged');
    throw error;
  }
}

/** What is nested too deep to be written is named by its id. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return String((value as { eventID?: unknown }).eventID);
  }
}

import {
  type CoverageTransition,
  closeCoverage,
  countProgress,
  isRead,
  openCoverage,
  type Progress,
  placeIn,
} from '../../../core/detection/count-coverage.ts';
import {
  type Coverage,
  isWorthTelling,
  type OpenCoverage,
  type Period,
  secondOf,
} from '../../../core/detection/coverage.ts';
import type { CoverageMessenger, CoverageStore } from '../../../core/ports/coverage.ts';
import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';
import { after } from '../../../core/request/deadlines.ts';
import { type Backoff, changeItem } from '../../shared/change-item.ts';
import { type ReadPorts, readPlace } from './read-place.ts';

export interface Ports extends ReadPorts {
  coverages: CoverageStore;
  places: readonly WatchedPlace[];
  messengers: readonly CoverageMessenger[];
  backoff: Backoff;
  now: () => string;
  /** Told of each part when it is counted, once. */
  onCounted: (progress: Progress) => void;
  /** Told of a place that could not be read: the others are, and this one by the next run. */
  onFailed: (place: WatchedPlace, error: Error) => void;
}

/** A day is read for so long after its end. What was not read by then is said to be not read. */
const giveUpSeconds = 86_400;

/**
 * Reads what CloudTrail kept of a period in each place, on from where the last run came to, and closes the period when all of it is
 * read. May be run again at any time, and beside another.
 */
export async function reconcilePeriod(ports: Ports, period: Period): Promise<Coverage> {
  let coverage = await open(ports, period);
  for (const place of ports.places) {
    if (coverage.state === 'closed' || !ports.hasTime()) return coverage;
    try {
      coverage = await reconcilePlace(ports, coverage, place);
    } catch (error) {
      ports.onFailed(place, error as Error);
    }
  }
  return isOver(ports, coverage) ? close(ports, coverage) : coverage;
}

async function open({ coverages, places, reader, now }: Ports, period: Period): Promise<Coverage> {
  const known = await coverages.get(period.id);
  if (known) return known;
  const readUntil = secondOf(after(period.to, reader.writtenWithinSeconds));
  const opening = openCoverage(period, readUntil, places, now());
  await coverages.create(opening);
  return (await coverages.get(period.id)) ?? opening.coverage;
}

async function reconcilePlace(ports: Ports, before: OpenCoverage, place: WatchedPlace): Promise<Coverage> {
  const known = placeIn(before, place);
  const until = earlier(before.readUntil, wholeHour(after(ports.now(), -ports.reader.lagSeconds)));
  // One that settings name since is read from the next period on.
  if (!known || known.through >= until) return before;
  let coverage: Coverage = before;
  const reading = { place, period: before, between: { from: known.through, to: until }, done: known.done };
  for await (const part of readPlace(ports, reading)) {
    coverage = await moveCoverage(
      ports,
      coverage,
      (current) => countProgress(current, part, ports.now()),
      () => ports.onCounted(part),
    );
  }
  return coverage;
}

const isOver = ({ now }: Ports, coverage: Coverage): coverage is OpenCoverage =>
  coverage.state === 'open' && (isRead(coverage) || now() >= after(coverage.to, giveUpSeconds));

/** People are told before it is closed: whoever dies in between tells them again, and nobody is told never. */
async function close(ports: Ports, coverage: OpenCoverage): Promise<Coverage> {
  const closing = closeCoverage(coverage, ports.now());
  if (isWorthTelling(closing.coverage))
    for (const messenger of ports.messengers) await messenger.post(closing.coverage);
  return moveCoverage(ports, coverage, (current) => closeCoverage(current, ports.now()));
}

export async function moveCoverage(
  { coverages, backoff }: Pick<Ports, 'coverages' | 'backoff'>,
  { id }: Coverage,
  decide: (current: OpenCoverage) => CoverageTransition | undefined,
  onMoved: () => void = () => {},
): Promise<Coverage> {
  let moved = false;
  const answer = await changeItem<Coverage, CoverageTransition, Coverage>(
    coverages,
    backoff,
    id,
    (current) => {
      const transition = current.state === 'open' ? decide(current) : undefined;
      moved = transition !== undefined;
      return transition ? { transition, answer: transition.coverage } : { answer: current };
    },
  );
  if (!answer) throw new Error(`Coverage ${id} is gone.`);
  if (moved) onMoved();
  return answer;
}

/** A run that comes later finds the same hours, and not half of one that is counted already. */
const wholeHour = (at: string): string => `${at.slice(0, 13)}:00:00Z`;

const earlier = (one: string, other: string): string => (one < other ? one : other);

import type { Context } from 'aws-lambda';
import { countUnseen, type Progress } from '../../../core/detection/count-coverage.ts';
import { periodBetween, periodOfDay } from '../../../core/detection/coverage.ts';
import { readVersioned } from '../../../core/lib/versioned.ts';
import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';
import { type ReconcileAnswer, reconcileOrderVersions } from '../../../core/ports/reconcile.ts';
import { after } from '../../../core/request/deadlines.ts';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type BookPorts, closeBooks } from './close-books.ts';
import { moveCoverage, type Ports as PeriodPorts, reconcilePeriod } from './reconcile-period.ts';

/** One question of CloudTrail and one event can take this long. */
const roomMs = 30_000;

type Run = PeriodPorts & BookPorts;
export type HandlerPorts = Omit<Run, 'hasTime' | 'onCounted' | 'onFailed'>;

/** By the schedule, each hour: the books, and the days that are not closed. For a person: the time that they name. */
export const createHandler = (ports: HandlerPorts) =>
  observed(async (event: unknown, context: Context): Promise<ReconcileAnswer | undefined> => {
    const failed: string[] = [];
    const run: Run = {
      ...ports,
      sight: counting(ports.sight),
      hasTime: () => context.getRemainingTimeInMillis() > roomMs,
      onCounted: noteCounted,
      onFailed: ({ account, region }: WatchedPlace, error) => {
        failed.push(`${account}/${region}`);
        log('place-not-reconciled', { account, region, error });
      },
    };
    if (isOrder(event)) return reconcileAsked(run, event, failed);
    await reconcileDays(run);
    if (failed.length > 0) throw new Error(`${failed.length} places could not be reconciled: see the log.`);
    return undefined;
  });

/** The schedule's own event says no version of ours. */
const isOrder = (event: unknown): boolean => typeof event === 'object' && event !== null && 'v' in event;

async function reconcileAsked(run: Run, event: unknown, failed: string[]): Promise<ReconcileAnswer> {
  const order = readVersioned(reconcileOrderVersions, event);
  if (!order.ok) return { v: 1, kind: 'refused', detail: order.detail };
  const coverage = await reconcilePeriod(run, periodBetween(order.value.from, order.value.to));
  return { v: 1, kind: 'reconciled', coverage, failed };
}

/** Yesterday's is closed some hours after midnight. */
async function reconcileDays(run: Run): Promise<void> {
  const [yesterday, today] = [after(run.now(), -86_400), run.now()].map((at) => at.slice(0, 10));
  await reconcilePeriod(run, periodOfDay(yesterday ?? ''));
  const coverage = await reconcilePeriod(run, periodOfDay(today ?? ''));
  const unseen = await closeBooks(run);
  if (unseen.length === 0) return;
  count('RunUnseen', unseen.length);
  log('runs-unseen', { requests: unseen });
  await moveCoverage(run, coverage, (current) => countUnseen(current, unseen, run.now()));
}

/** What nobody had brought. `sight` counts what it sees by itself. */
const counting =
  (sight: PeriodPorts['sight']): PeriodPorts['sight'] =>
  async (event, source) => {
    const sighted = await sight(event, source);
    if (sighted.isNew) count('SightingLate');
    return sighted;
  };

function noteCounted({ account, region, counts, gaps }: Progress): void {
  if (gaps.length > 0) count('CoverageGap', gaps.length);
  log('coverage-counted', { account, region, ...counts, gaps: gaps.map(({ why }) => why) });
}

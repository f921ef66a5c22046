import type { Risk } from '../policy/ruling.ts';
import { after } from '../request/deadlines.ts';
import type { NewIncident } from './new-incident.ts';

const [minute, hour, day] = [60, 3_600, 86_400];

/** An incident never expires: whoever was told is told again, more and more seldom, until somebody explains it. */
const ordinary = [hour, 4 * hour, day, 3 * day, 7 * day, 14 * day, 28 * day];
const remindedAfter: Readonly<Record<Risk, readonly number[]>> = {
  low: ordinary,
  medium: ordinary,
  high: ordinary,
  critical: [15 * minute, ...ordinary, 2 * day, 5 * day],
};

type Told = Pick<NewIncident, 'risk' | 'notify' | 'later'>;

/** The seconds at which a tier of people is told, the first being 0. */
export const incidentTiers = ({ risk, later = [] }: Told): number[] =>
  [...new Set([0, ...remindedAfter[risk], ...later.map(({ afterSeconds }) => afterSeconds)])].sort(
    (a, b) => a - b,
  );

/** When each tier begins. A function of stored facts, so that a second start of the workflow is the same. */
export const tierInstants = (incident: Told & { openedAt: string }): string[] =>
  incidentTiers(incident).map((seconds) => after(incident.openedAt, seconds));

/** Everybody who is due by then: who was told before is reminded. */
export function groupsOfTier(incident: Told, tier: number): string[] {
  const start = incidentTiers(incident)[tier] ?? Number.POSITIVE_INFINITY;
  const due = (incident.later ?? []).filter(({ afterSeconds }) => afterSeconds <= start);
  return [...new Set([...incident.notify, ...due.map(({ group }) => group)])];
}

export const isLastTier = (incident: Told, tier: number): boolean =>
  tier >= incidentTiers(incident).length - 1;

/** What is older is too late to be stopped by itself: people see to it. */
export const containedWithinSeconds = 3_600;

import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import type { Sighting } from './sighting.ts';

const instant = z.iso.datetime();
/** To the second, as CloudTrail writes times: texts of one length, which compare as times do. */
const second = z.iso.datetime({ precision: 0 });

/** What stands between times is counted by when it was called: from `from` on, and before `to`. */
export const periodShape = {
  /** `2026-01-03` for a day; for what a person asked for `2026-01-03T10:00:00Z..2026-01-03T12:00:00Z`. */
  id: z.string(),
  from: second,
  to: second,
};
export type Period = z.infer<z.ZodObject<typeof periodShape>>;

export const secondOf = (at: string): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export const periodOfDay = (day: string): Period => ({
  id: day,
  from: `${day}T00:00:00Z`,
  to: secondOf(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString()),
});

export const periodBetween = (from: string, to: string): Period => ({ id: `${from}..${to}`, from, to });

const count = z.int().nonnegative();

export const countNames = [
  /** Calls of agents and of Countersign's own roles that CloudTrail kept, each once. */
  'seen',
  /** They belong to a run that was let through, or to a task of Countersign's. */
  'matched',
  /** Run otherwise than it was signed. */
  'drifted',
  /** No approval covers them: incidents. */
  'unmatched',
  'denied',
  'plainlyAllowed',
  /** Nothing brought them in time: they were found here. */
  'late',
  'notUnderstood',
  /** Runs that CloudTrail has not told of within a day. */
  'unseen',
] as const;
export type CountName = (typeof countNames)[number];
export type Counts = Readonly<Record<CountName, number>>;

export const countsSchema = z.strictObject({
  seen: count,
  matched: count,
  drifted: count,
  unmatched: count,
  denied: count,
  plainlyAllowed: count,
  late: count,
  notUnderstood: count,
  unseen: count,
});

export const noCounts: Counts = Object.freeze({
  seen: 0,
  matched: 0,
  drifted: 0,
  unmatched: 0,
  denied: 0,
  plainlyAllowed: 0,
  late: 0,
  notUnderstood: 0,
  unseen: 0,
});

export const sumOf = (one: Counts, other: Counts): Counts =>
  Object.fromEntries(countNames.map((name) => [name, one[name] + other[name]])) as Counts;

const countedAs: Readonly<Record<Sighting['verdict']['kind'], CountName | undefined>> = {
  matched: 'matched',
  upkeep: 'matched',
  drifted: 'drifted',
  unmatched: 'unmatched',
  denied: 'denied',
  'plainly-allowed': 'plainlyAllowed',
  'not-understood': 'notUnderstood',
  counted: undefined,
};

/** What one sighting adds. */
export function countsOf({ verdict, late }: Pick<Sighting, 'verdict' | 'late'>): Counts {
  const name = countedAs[verdict.kind];
  return { ...noCounts, seen: 1, ...(name && { [name]: 1 }), late: late ? 1 : 0 };
}

/** Why a stretch of time was not read. */
export const gapReasons = [
  /** CloudTrail wrote no digest file of it: its trail did not log, or validation is off. */
  'no-digest',
  /** Its signature is not CloudTrail's, or it does not follow the one before it. */
  'digest-not-genuine',
  /** A log file is not there, or not what its digest file says. */
  'log-file-not-genuine',
  /** Several trails write into the bucket, and settings do not say which of them is read. */
  'several-trails',
  /** The time was over before it could be read. */
  'not-read',
] as const;

export const gapSchema = z.strictObject({
  account: z.string(),
  region: z.string(),
  from: second,
  to: second,
  why: z.enum(gapReasons),
});
export type Gap = z.infer<typeof gapSchema>;

const placeSchema = z.strictObject({
  account: z.string(),
  region: z.string(),
  /** All before it is read. */
  through: second,
  /** Pieces of what comes after it that are counted already. */
  done: z.array(z.string()),
});
export type PlaceCoverage = z.infer<typeof placeSchema>;

const shape = {
  v: z.literal(1),
  version: z.int().positive(),
  /** The hash of this version's record; the next record names it as `prev`. */
  recordHash: z.string(),
  ...periodShape,
  /** What was called in the period may have been written so late. */
  readUntil: second,
  counts: countsSchema,
  places: z.array(placeSchema),
  gaps: z.array(gapSchema),
};

/** How far what agents did in a period has been held against what was approved. */
export const coverageSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), ...shape }),
  z.strictObject({ state: z.literal('closed'), ...shape, closedAt: instant }),
]);
export type Coverage = z.infer<typeof coverageSchema>;
export type OpenCoverage = Extract<Coverage, { state: 'open' }>;
export const coverageVersions: Versioned<Coverage> = { name: 'coverage', readers: [coverageSchema] };

/** Whether people are to hear of it. What AWS denied they have heard of already, and what policy lets through is no news. */
export const isWorthTelling = ({ counts, gaps }: Pick<Coverage, 'counts' | 'gaps'>): boolean =>
  gaps.length > 0 ||
  (['drifted', 'unmatched', 'late', 'notUnderstood', 'unseen'] as const).some((name) => counts[name] > 0);

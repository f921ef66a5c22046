import type { Substitute, Terms } from '../policy/ruling.ts';
import { isContradicted } from './contradicted.ts';
import type { Request, RequestIn } from './request.ts';

export const secondsBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 1_000;

export const after = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString();

/** How long an approved request may be used: long enough for a pipeline, too short to be forgotten. */
export const usableSeconds = 3_600;

/** How long a run may go unreported: no session of a role lives longer than twelve hours, so nothing runs with it after that. */
export const reportSeconds = 43_200;

/**
 * How long Countersign's own call may take: longer than the function that makes it lives (its spec says so), so that whatever
 * has not ended by then was killed.
 */
export const runSeconds = 120;

/** How long an agent has credentials for one action: the shortest session that AWS makes. */
export const grantSeconds = 900;

/** When a run that nobody has reported becomes unknown. */
export const runEndsAt = (startedAt: string): string => after(startedAt, reportSeconds);

/** An agent that was given credentials reports nothing: they end. */
export const grantEndsAt = (startedAt: string): string => after(startedAt, grantSeconds);

/** Its agent was given credentials for it, and not a ticket. */
export const isGranted = ({ accessKeyId }: RequestIn<'started'>): boolean => accessKeyId !== undefined;

/** When time alone ends the state that a request is in. What is over stands for ever. */
export function standsUntil(request: Request): string | undefined {
  switch (request.state) {
    case 'pending':
      return request.expiresAt;
    case 'allowed':
    case 'approved':
      return request.usableUntil;
    case 'running':
      return after(request.startedAt, runSeconds);
    case 'started':
      return isGranted(request) ? grantEndsAt(request.startedAt) : runEndsAt(request.startedAt);
    default:
      return undefined;
  }
}

/** CloudTrail tells of most calls within minutes; a day after its run it has told of one, or nobody will hear of it. */
export const evidenceSeconds = 86_400;

/** When a run that CloudTrail should tell of has been seen there, or is `unseen`. At once where what was seen is not how it ended. */
export function evidenceUntil(request: Request): string | undefined {
  switch (request.state) {
    case 'done':
    case 'failed':
    case 'unknown':
      if (isContradicted(request)) return request.endedAt;
      return request.inTrail && request.startedAt !== undefined && request.evidence === undefined
        ? after(request.endedAt, evidenceSeconds)
        : undefined;
    default:
      return undefined;
  }
}

/** Who is asked for less than ten minutes has not forgotten it by then. */
const shortestReminded = 600;
/** Of a question that stands for days too: earlier it would be forgotten again. */
const longestBefore = 3_600;

/** People are reminded when a tenth of the time is left. */
export const remindsAfter = ({ expiresSeconds }: Pick<Terms, 'expiresSeconds'>): number | undefined =>
  expiresSeconds < shortestReminded
    ? undefined
    : expiresSeconds - Math.min(longestBefore, Math.floor(expiresSeconds / 10));

/** The seconds at which a new tier begins, the first being 0. */
export const tierStarts = (terms: Terms): number[] => {
  const { notifications, substitutes = [], expiresSeconds } = terms;
  const later = [...notifications, ...substitutes].map(({ afterSeconds }) => afterSeconds);
  return [
    0,
    ...[...new Set([...later, remindsAfter(terms) ?? 0])]
      .filter((seconds) => seconds > 0 && seconds < expiresSeconds)
      .sort((a, b) => a - b),
  ];
};

/** When each tier ends; the last is the expiry. A function of stored facts, so that a second start is the same. */
export const deadlines = (submittedAt: string, terms: Terms): string[] =>
  [...tierStarts(terms).slice(1), terms.expiresSeconds].map((seconds) => after(submittedAt, seconds));

/** Who is asked from the start. */
export const groupsAsked = ({ approvals }: Terms): string[] => approvals.map(({ group }) => group);

/** What is said beside the card when a tier begins. */
export interface Telling {
  /** Who is told, each once. */
  groups: string[];
  /** Who may say yes in the place of others from now on. */
  substitutes: Substitute[];
  /** Whoever was asked is reminded that the time is nearly over. */
  reminds: boolean;
}

/** When `tier` begins after `told`: of all tiers in between, because one may pass while no room answers. */
export function tellingOf(terms: Terms, told: number, tier: number): Telling {
  const starts = tierStarts(terms).slice(told + 1, tier + 1);
  const isDue = ({ afterSeconds }: { afterSeconds: number }): boolean => starts.includes(afterSeconds);
  const substitutes = (terms.substitutes ?? []).filter(isDue);
  const groups = [
    ...terms.notifications.filter(isDue).map(({ group }) => group),
    ...substitutes.map(({ by }) => by),
  ];
  return {
    groups: [...new Set(groups)],
    substitutes,
    reminds: starts.includes(remindsAfter(terms) ?? -1),
  };
}

/** Who has heard of it when `told` was the last tier: by the card, or beside it. */
export const groupsTold = (terms: Terms, told: number): string[] => [
  ...new Set([...groupsAsked(terms), ...tellingOf(terms, 0, told).groups]),
];

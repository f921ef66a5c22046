import type { Terms } from '../policy/ruling.ts';
import { isContradicted } from './contradicted.ts';
import type { Request, RequestIn } from './request.ts';

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

/** The seconds at which a new tier begins, the first being 0. */
export const tierStarts = ({ notifications, expiresSeconds }: Terms): number[] => [
  0,
  ...[...new Set(notifications.map(({ afterSeconds }) => afterSeconds))]
    .filter((seconds) => seconds < expiresSeconds)
    .sort((a, b) => a - b),
];

/** When each tier ends; the last is the expiry. A function of stored facts, so that a second start is the same. */
export const deadlines = (submittedAt: string, terms: Terms): string[] =>
  [...tierStarts(terms).slice(1), terms.expiresSeconds].map((seconds) => after(submittedAt, seconds));

/** Who is asked from the start. */
export const groupsAsked = ({ approvals }: Terms): string[] => approvals.map(({ group }) => group);

/** Who is told when `tier` begins after `told`: all tiers in between, because one may pass while no room answers. */
export function groupsToTell(terms: Terms, told: number, tier: number): string[] {
  const starts = tierStarts(terms).slice(told + 1, tier + 1);
  const due = terms.notifications.filter(({ afterSeconds }) => starts.includes(afterSeconds));
  return [...new Set(due.map(({ group }) => group))];
}

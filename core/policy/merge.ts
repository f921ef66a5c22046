import { compareText } from '../lib/compare-text.ts';
import type { AskingPolicy, Policy } from './bundle.ts';
import { furthest } from './furthest.ts';
import { formatAllow, formatRefusal, formatReview, formatUnsatisfiable } from './reasons.ts';
import {
  type Asked,
  type Refuse,
  type Review,
  type Risk,
  type Ruling,
  type RunMode,
  risks,
  runModes,
} from './ruling.ts';

/**
 * One ruling of every policy that matched: the strictest of each term. The order they come in never matters. `unsaid` is
 * how it runs where none of them says.
 */
export function merge(matched: readonly Policy[], policyVersion: string, unsaid: RunMode): Ruling {
  const sorted = matched.toSorted((a, b) => compareText(a.id, b.id));
  const forbids = sorted.filter(({ effect }) => effect === 'forbid');
  const deciding = forbids.length > 0 ? forbids : sorted;
  const reviews = reviewsAmong(sorted);
  const decided = { risk: highestRisk(deciding), policies: deciding.map(({ id }) => id), policyVersion };

  if (forbids.length > 0) return { decision: 'refuse', ...decided, reasons: formatRefusal(forbids) };
  const run = mergeRun(sorted) ?? unsaid;
  if (reviews.length === 0) return { decision: 'allow', ...decided, run, reasons: formatAllow(sorted, run) };
  const terms = { ...mergeTerms(reviews), run };
  return {
    decision: 'review',
    ...decided,
    terms,
    reasons: formatReview(sorted, reviews, terms, decided.risk),
  };
}

/** Of a permit that asks nobody too: how it runs is one thing, and who says yes another. */
const mergeRun = (policies: readonly Policy[]): RunMode | undefined =>
  furthest(
    runModes,
    policies.flatMap(({ run }) => run ?? []),
  );

/** Asking what nobody can answer would only let a request expire: it is refused at once, which is stricter. */
export function refuseUnsatisfiable(
  { risk, policyVersion, terms }: Review,
  matched: readonly Policy[],
  owners: readonly string[],
): Refuse {
  const reviews = reviewsAmong(matched).toSorted((a, b) => compareText(a.id, b.id));
  const policies = reviews.map(({ id }) => id);
  return {
    decision: 'refuse',
    risk,
    policies,
    policyVersion,
    reasons: formatUnsatisfiable(reviews, terms, owners),
  };
}

const reviewsAmong = (policies: readonly Policy[]): AskingPolicy[] =>
  policies.filter((policy): policy is AskingPolicy => policy.terms !== undefined);

export function mergeTerms(reviews: readonly AskingPolicy[]): Asked {
  const all = reviews.map(({ terms }) => terms);
  const expiresSeconds = Math.min(...all.map((terms) => terms.expiresSeconds));
  return {
    approvals: mergeApprovals(all),
    expiresSeconds,
    notifications: mergeNotifications(all).filter(({ afterSeconds }) => afterSeconds < expiresSeconds),
    ...(all.some(({ reason }) => reason === 'required') && { reason: 'required' as const }),
  };
}

/** "security: 1" and "security: 2, legal: 1" need two of security and one of legal. */
function mergeApprovals(all: readonly Asked[]): Asked['approvals'] {
  const most = new Map<string, number>();
  for (const { group, count } of all.flatMap(({ approvals }) => approvals)) {
    most.set(group, Math.max(count, most.get(group) ?? 0));
  }
  return [...most]
    .map(([group, count]) => ({ group, count }))
    .toSorted((a, b) => compareText(a.group, b.group));
}

function mergeNotifications(all: readonly Asked[]): Asked['notifications'] {
  const united = all.flatMap(({ notifications }) => notifications);
  const once = new Map(
    united.map((notification) => [`${notification.afterSeconds} ${notification.group}`, notification]),
  );
  return [...once.values()].toSorted(
    (a, b) => a.afterSeconds - b.afterSeconds || compareText(a.group, b.group),
  );
}

export const highestRisk = (policies: readonly Policy[]): Risk =>
  policies
    .map(({ risk }) => risk)
    .reduce((one, other) => (risks.indexOf(one) < risks.indexOf(other) ? other : one), 'low');

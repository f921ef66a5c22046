import { compareText } from '../lib/compare-text.ts';
import type { AskingPolicy, Policy } from './bundle.ts';
import { formatAllow, formatRefusal, formatReview, formatUnsatisfiable } from './reasons.ts';
import { type Refuse, type Review, type Risk, type Ruling, risks, runModes, type Terms } from './ruling.ts';

/** One ruling of every policy that matched: the strictest of each term. The order they come in never matters. */
export function merge(matched: readonly Policy[], policyVersion: string): Ruling {
  const sorted = matched.toSorted((a, b) => compareText(a.id, b.id));
  const forbids = sorted.filter(({ effect }) => effect === 'forbid');
  const deciding = forbids.length > 0 ? forbids : sorted;
  const reviews = reviewsAmong(sorted);
  const decided = { risk: highestRisk(deciding), policies: deciding.map(({ id }) => id), policyVersion };

  if (forbids.length > 0) return { decision: 'refuse', ...decided, reasons: formatRefusal(forbids) };
  if (reviews.length === 0) return { decision: 'allow', ...decided, reasons: formatAllow(sorted) };
  const terms = mergeTerms(reviews);
  return {
    decision: 'review',
    ...decided,
    terms,
    reasons: formatReview(sorted, reviews, terms, decided.risk),
  };
}

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

export function mergeTerms(reviews: readonly AskingPolicy[]): Terms {
  const all = reviews.map(({ terms }) => terms);
  const expiresSeconds = Math.min(...all.map((terms) => terms.expiresSeconds));
  return {
    approvals: mergeApprovals(all),
    expiresSeconds,
    notifications: mergeNotifications(all).filter(({ afterSeconds }) => afterSeconds < expiresSeconds),
    run: all.map(({ run }) => run).reduce(furtherIn(runModes), 'agent'),
  };
}

/** "security: 1" and "security: 2, legal: 1" need two of security and one of legal. */
function mergeApprovals(all: readonly Terms[]): Terms['approvals'] {
  const most = new Map<string, number>();
  for (const { group, count } of all.flatMap(({ approvals }) => approvals)) {
    most.set(group, Math.max(count, most.get(group) ?? 0));
  }
  return [...most]
    .map(([group, count]) => ({ group, count }))
    .toSorted((a, b) => compareText(a.group, b.group));
}

function mergeNotifications(all: readonly Terms[]): Terms['notifications'] {
  const united = all.flatMap(({ notifications }) => notifications);
  const once = new Map(
    united.map((notification) => [`${notification.afterSeconds} ${notification.group}`, notification]),
  );
  return [...once.values()].toSorted(
    (a, b) => a.afterSeconds - b.afterSeconds || compareText(a.group, b.group),
  );
}

const highestRisk = (policies: readonly Policy[]): Risk =>
  policies.map(({ risk }) => risk).reduce(furtherIn(risks), 'low');

const furtherIn =
  <T>(order: readonly T[]) =>
  (a: T, b: T): T =>
    order.indexOf(a) < order.indexOf(b) ? b : a;

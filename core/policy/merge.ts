import { compareText } from '../lib/compare-text.ts';
import type { AskingPolicy, Policy } from './bundle.ts';
import { furthest } from './furthest.ts';
import {
  formatAllow,
  formatRefusal,
  formatReview,
  formatTwoChannels,
  formatUnsatisfiable,
} from './reasons.ts';
import {
  type Asked,
  type Refuse,
  type Review,
  type Risk,
  type Ruling,
  type RunMode,
  risks,
  runModes,
  type Substitute,
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
  // None of them may learn what was meant for another.
  if (channelsOf(reviews).length > 1)
    return { decision: 'refuse', ...decided, reasons: formatTwoChannels(reviews) };
  const terms = { ...mergeTerms(reviews), run };
  return {
    decision: 'review',
    ...decided,
    terms,
    reasons: formatReview(sorted, reviews, terms, decided.risk),
  };
}

const channelsOf = (reviews: readonly AskingPolicy[]): string[] => [
  ...new Set(reviews.flatMap(({ terms: { channel } }) => channel ?? [])),
];

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
  const [channel] = channelsOf(reviews);
  const expiresSeconds = Math.min(...all.map((terms) => terms.expiresSeconds));
  return {
    approvals: mergeApprovals(all),
    expiresSeconds,
    notifications: mergeNotifications(all).filter(({ afterSeconds }) => afterSeconds < expiresSeconds),
    ...mergeSubstitutes(all, expiresSeconds),
    ...(all.some(({ reason }) => reason === 'required') && { reason: 'required' as const }),
    ...(channel !== undefined && { channel }),
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

/**
 * More who can sign is laxer: a substitute stands in only where each policy that asks for the group has it, and from the latest
 * time that one of them says.
 */
function mergeSubstitutes(all: readonly Asked[], expiresSeconds: number): Pick<Asked, 'substitutes'> {
  const substitutes = namedSubstitutes(all).flatMap(({ group, by }) => {
    const starts = all
      .filter(({ approvals }) => approvals.some((approval) => approval.group === group))
      .map((terms) => startOf(terms, group, by));
    const afterSeconds = Math.max(...starts);
    return afterSeconds < expiresSeconds ? [{ afterSeconds, group, by }] : [];
  });
  return substitutes.length > 0 ? { substitutes } : {};
}

/** Each once, in one order. */
const namedSubstitutes = (all: readonly Asked[]): Pick<Substitute, 'group' | 'by'>[] => {
  const named = all.flatMap(({ substitutes = [] }) => substitutes);
  const once = new Map(named.map((substitute) => [`${substitute.group} ${substitute.by}`, substitute]));
  return [...once.values()].toSorted((a, b) => compareText(a.group, b.group) || compareText(a.by, b.by));
};

/** Never, where this policy does not name it. */
const startOf = ({ substitutes = [] }: Asked, group: string, by: string): number =>
  Math.min(
    ...substitutes
      .filter((substitute) => substitute.group === group && substitute.by === by)
      .map(({ afterSeconds }) => afterSeconds),
  );

export const highestRisk = (policies: readonly Policy[]): Risk =>
  policies
    .map(({ risk }) => risk)
    .reduce((one, other) => (risks.indexOf(one) < risks.indexOf(other) ? other : one), 'low');

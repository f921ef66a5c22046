import { formatDuration } from '../lib/duration.ts';
import type { AskingPolicy, Policy } from './bundle.ts';
import type { Asked, Risk, RunMode, Terms } from './ruling.ts';

/** `prod-export (data.cedar:12)`: what to open, and where. */
const cite = ({ id, file, line }: Policy): string => `${id} (${file}:${line})`;
const ids = (policies: readonly Policy[]): string => policies.map(({ id }) => id).join(', ');

export const formatRefusal = (forbids: readonly Policy[]): string[] =>
  forbids.map((policy) => `Refused by ${cite(policy)}.`);

export const formatAllow = (permits: readonly Policy[], run: RunMode): string[] => [
  ...permits.map((policy) => `Allowed by ${cite(policy)}.`),
  formatRun(permits, run),
];

/** Where no policy says so, none is named. */
function formatRun(matched: readonly Policy[], run: RunMode): string {
  const named = ids(matched.filter((policy) => policy.run === run));
  return named === '' ? `${runSentences[run]}.` : `${runSentences[run]} (${named}).`;
}

/** `policy check` finds such policies before they are deployed. */
export const formatTwoChannels = (reviews: readonly AskingPolicy[]): string[] => [
  'Refused: the policies that match name different channels, and none may learn what is meant for another.',
  ...reviews.flatMap((policy) =>
    policy.terms.channel === undefined ? [] : `${cite(policy)} names the channel ${policy.terms.channel}.`,
  ),
];

/** Where no policy names one. */
export const formatSettledChannel = (channel: string): string =>
  `It is asked in the channel ${channel} (the settings).`;

/** A question that nobody can answer is not asked. */
export const formatUnsatisfiable = (
  reviews: readonly AskingPolicy[],
  terms: Asked,
  owners: readonly string[],
): string[] => [
  `Refused: the policies that match ask together for ${formatApprovals(terms)}. Without the agent's owners (${owners.join(', ')}) there are too few such people, so it could never be approved.`,
  ...reviews.map(asks),
];

const asks = (policy: AskingPolicy): string => `${cite(policy)} asks for ${formatApprovals(policy.terms)}.`;

export function formatReview(
  matched: readonly Policy[],
  reviews: readonly AskingPolicy[],
  terms: Terms,
  risk: Risk,
): string[] {
  const from = (test: (policy: AskingPolicy) => boolean): string => ids(reviews.filter(test));
  return [
    ...reviews.map(asks),
    ...terms.approvals.map(({ group, count }) => {
      const needs = ({ terms: { approvals } }: AskingPolicy) =>
        approvals.some((approval) => approval.group === group && approval.count === count);
      return `${group}: ${count} must say yes (${from(needs)}).`;
    }),
    `It expires after ${formatDuration(terms.expiresSeconds)} (${from((policy) => policy.terms.expiresSeconds === terms.expiresSeconds)}).`,
    ...terms.notifications.map(({ afterSeconds, group }) => {
      const tells = ({ terms: { notifications } }: AskingPolicy) =>
        notifications.some(
          (notification) => notification.group === group && notification.afterSeconds === afterSeconds,
        );
      return `${group} is told after ${formatDuration(afterSeconds)} (${from(tells)}).`;
    }),
    ...(terms.substitutes ?? []).map(({ afterSeconds, group, by }) => {
      const names = ({ terms: { substitutes = [] } }: AskingPolicy) =>
        substitutes.some(
          (substitute) =>
            substitute.group === group && substitute.by === by && substitute.afterSeconds === afterSeconds,
        );
      return `${by} may say yes in the place of ${group} after ${formatDuration(afterSeconds)} (${from(names)}).`;
    }),
    ...(terms.channel === undefined
      ? []
      : [
          `It is asked in the channel ${terms.channel} (${from((policy) => policy.terms.channel === terms.channel)}).`,
        ]),
    ...(terms.reason === 'required'
      ? [`Whoever says yes gives a reason (${from((policy) => policy.terms.reason === 'required')}).`]
      : []),
    formatRun(matched, terms.run),
    `The risk is ${risk} (${ids(matched.filter((policy) => policy.risk === risk))}).`,
    ...matched
      .filter(({ terms: own }) => !own)
      .map((policy) => `${cite(policy)} alone would have allowed it.`),
  ];
}

const runSentences = {
  agent: 'The agent runs it and reports',
  credentials: 'The agent gets credentials for it alone',
  countersign: 'Countersign runs it',
} as const satisfies Record<RunMode, string>;

export const formatApprovals = ({ approvals }: Pick<Asked, 'approvals'>): string =>
  approvals.map(({ group, count }) => `${group}: ${count}`).join(', ');

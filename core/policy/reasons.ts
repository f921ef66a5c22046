import { sayDuration } from '../lib/duration.ts';
import type { Policy } from './bundle.ts';
import type { Review } from './merge.ts';
import type { Risk, Terms } from './ruling.ts';

/** `prod-export (policies/data.cedar:12)`: what to open, and where. */
const cite = ({ id, file, line }: Policy): string => `${id} (${file}:${line})`;
const ids = (policies: readonly Policy[]): string => policies.map(({ id }) => id).join(', ');

export const sayRefusal = (forbids: readonly Policy[]): string[] =>
  forbids.map((policy) => `Refused by ${cite(policy)}.`);

export const sayAllow = (permits: readonly Policy[]): string[] =>
  permits.map((policy) => `Allowed by ${cite(policy)}.`);

/** A question that nobody can answer is not asked. */
export const sayStuck = (reviews: readonly Review[], terms: Terms, owners: readonly string[]): string[] => [
  `Refused: the policies that match ask together for ${sayPlaces(terms)}. Without the agent's owners (${owners.join(', ')}) there are too few such people, so it could never be approved.`,
  ...reviews.map(asks),
];

const asks = (policy: Review): string => `${cite(policy)} asks for ${sayPlaces(policy.terms)}.`;

export function sayReview(
  matched: readonly Policy[],
  reviews: readonly Review[],
  terms: Terms,
  risk: Risk,
): string[] {
  const from = (test: (policy: Review) => boolean): string => ids(reviews.filter(test));
  return [
    ...reviews.map(asks),
    ...terms.places.map(({ group, count }) => {
      const needs = ({ terms: { places } }: Review) =>
        places.some((place) => place.group === group && place.count === count);
      return `${group}: ${count} must say yes (${from(needs)}).`;
    }),
    `It expires after ${sayDuration(terms.expiresSeconds)} (${from((policy) => policy.terms.expiresSeconds === terms.expiresSeconds)}).`,
    ...terms.escalations.map(({ afterSeconds, group }) => {
      const tells = ({ terms: { escalations } }: Review) =>
        escalations.some(
          (escalation) => escalation.group === group && escalation.afterSeconds === afterSeconds,
        );
      return `${group} is told after ${sayDuration(afterSeconds)} (${from(tells)}).`;
    }),
    `${runSentences[terms.run]} (${from((policy) => policy.terms.run === terms.run)}).`,
    `The risk is ${risk} (${ids(matched.filter((policy) => policy.risk === risk))}).`,
    ...matched
      .filter(({ terms: own }) => !own)
      .map((policy) => `${cite(policy)} alone would have allowed it.`),
  ];
}

const runSentences = {
  agent: 'The agent runs it and reports',
  grant: 'The agent gets credentials for it alone',
  here: 'Countersign runs it',
} as const satisfies Record<Terms['run'], string>;

export const sayPlaces = ({ places }: Pick<Terms, 'places'>): string =>
  places.map(({ group, count }) => `${group}: ${count}`).join(', ');

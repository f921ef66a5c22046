import type { Terms } from '../policy/ruling.ts';

export interface Approver {
  person: string;
  groups: readonly string[];
}

/** One entry for each place: "security: 2" is two of them. */
const placesOf = (terms: Terms): string[] =>
  terms.places.flatMap(({ group, count }) => Array.from({ length: count }, () => group));

/**
 * How many places these people can fill when each fills one at the most: a maximum bipartite matching (Kuhn).
 * Counting groups instead would let one member of two groups stand for two people.
 */
export function filledPlaces(terms: Terms, approvers: readonly Approver[]): number {
  const places = placesOf(terms);
  const holder = new Map<number, Approver>();

  const seat = (approver: Approver, tried: Set<number>): boolean =>
    places.some((group, place) => {
      if (tried.has(place) || !approver.groups.includes(group)) return false;
      tried.add(place);
      const sitting = holder.get(place);
      if (sitting && !seat(sitting, tried)) return false;
      holder.set(place, approver);
      return true;
    });

  const people = [...new Map(approvers.map((approver) => [approver.person, approver])).values()];
  return people.filter((approver) => seat(approver, new Set())).length;
}

export const isQuorum = (terms: Terms, approvers: readonly Approver[]): boolean =>
  filledPlaces(terms, approvers) === placesOf(terms).length;

/** Would this person's yes bring the request nearer to its quorum? */
export const fillsPlace = (terms: Terms, approvers: readonly Approver[], candidate: Approver): boolean =>
  filledPlaces(terms, [...approvers, candidate]) > filledPlaces(terms, approvers);

import type { Asked } from '../policy/ruling.ts';

export interface Approver {
  person: string;
  groups: readonly string[];
  /** How old the request was when they said it. Left out: as young as can be, when nobody stands in for others. */
  afterSeconds?: number;
}

/** One entry for each approval that the terms ask for: "security: 2" is two of them. */
const neededOf = (terms: Asked): string[] =>
  terms.approvals.flatMap(({ group, count }) => Array.from({ length: count }, () => group));

/** Of the group, or in its place when they said it. Who signed before their time does not come to fill the place later. */
const fills = ({ substitutes = [] }: Asked, { groups, afterSeconds = 0 }: Approver, group: string): boolean =>
  groups.includes(group) ||
  substitutes.some(
    (substitute) =>
      substitute.group === group && substitute.afterSeconds <= afterSeconds && groups.includes(substitute.by),
  );

/**
 * How many of the needed approvals these people can give when each gives one at the most: a maximum bipartite matching
 * (Kuhn). Counting groups instead would let one member of two groups stand for two people.
 */
export function givenApprovals(terms: Asked, approvers: readonly Approver[]): number {
  const needed = neededOf(terms);
  const giver = new Map<number, Approver>();

  const assign = (approver: Approver, tried: Set<number>): boolean =>
    needed.some((group, at) => {
      if (tried.has(at) || !fills(terms, approver, group)) return false;
      tried.add(at);
      const other = giver.get(at);
      if (other && !assign(other, tried)) return false;
      giver.set(at, approver);
      return true;
    });

  const people = [
    ...new Map(approvers.map((approver) => [approver.person.toLowerCase(), approver])).values(),
  ];
  return people.filter((approver) => assign(approver, new Set())).length;
}

export const isQuorum = (terms: Asked, approvers: readonly Approver[]): boolean =>
  givenApprovals(terms, approvers) === neededOf(terms).length;

/** Would this person's yes bring the request nearer to its quorum? */
export const bringsQuorumNearer = (
  terms: Asked,
  approvers: readonly Approver[],
  candidate: Approver,
): boolean => givenApprovals(terms, [...approvers, candidate]) > givenApprovals(terms, approvers);

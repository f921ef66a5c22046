import { type Risk, type Ruling, risks, runModes, type Terms } from '../../core/policy/ruling.ts';

const decisions = ['allow', 'review', 'refuse'] as const;

type Weighed =
  | { decision: Exclude<Ruling['decision'], 'review'>; risk: Risk }
  | { decision: 'review'; risk: Risk; terms: Terms };

/**
 * Is `ruling` nowhere laxer than `other`? Refusing is stricter than asking, asking than allowing; two refusals are the
 * same. Of two reviews the stricter needs at least as many people of each group, lets nobody else fill their places, or not
 * sooner, is open no longer, hands the agent no more, and calls it no less risky. Whom else it tells makes it neither stricter nor laxer: telling opens no door.
 * A partial order: "security: 1" and "legal: 1" are each laxer than the other somewhere.
 */
export function atLeastAsStrict(ruling: Weighed, other: Weighed): boolean {
  const rank = decisions.indexOf(ruling.decision) - decisions.indexOf(other.decision);
  if (rank !== 0) return rank > 0;
  if (ruling.decision === 'refuse') return true;
  if (risks.indexOf(ruling.risk) < risks.indexOf(other.risk)) return false;
  return (
    ruling.decision !== 'review' ||
    other.decision !== 'review' ||
    termsAtLeastAsStrict(ruling.terms, other.terms)
  );
}

const termsAtLeastAsStrict = (terms: Terms, other: Terms): boolean =>
  other.approvals.every(
    ({ group, count }) => (terms.approvals.find((approval) => approval.group === group)?.count ?? 0) >= count,
  ) &&
  terms.expiresSeconds <= other.expiresSeconds &&
  (terms.substitutes ?? []).every(({ afterSeconds, group, by }) => {
    // Whoever fills the place of a group that the other does not ask for, fills none of the other's.
    const isAsked = other.approvals.some((approval) => approval.group === group);
    const known = other.substitutes?.some(
      (substitute) =>
        substitute.group === group && substitute.by === by && substitute.afterSeconds <= afterSeconds,
    );
    return !isAsked || known === true;
  }) &&
  (other.reason === undefined || terms.reason === other.reason) &&
  runModes.indexOf(terms.run) >= runModes.indexOf(other.run);

import type { Terms } from './ruling.ts';

export const after = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString();

/** How long an approved request may be used: long enough for a pipeline, too short to be forgotten. */
export const usableSeconds = 3_600;

/** The seconds at which a new tier begins, the first being 0. */
export const tierStarts = ({ escalations, expiresSeconds }: Terms): number[] => [
  0,
  ...[...new Set(escalations.map(({ afterSeconds }) => afterSeconds))]
    .filter((seconds) => seconds < expiresSeconds)
    .sort((a, b) => a - b),
];

/** When each tier ends; the last is the expiry. A function of stored facts, so that a second start is the same. */
export const deadlines = (submittedAt: string, terms: Terms): string[] =>
  [...tierStarts(terms).slice(1), terms.expiresSeconds].map((seconds) => after(submittedAt, seconds));

/** Who is told when this tier begins. */
export function groupsOfTier(terms: Terms, tier: number): string[] {
  if (tier === 0) return terms.places.map(({ group }) => group);
  const start = tierStarts(terms)[tier];
  return terms.escalations.filter(({ afterSeconds }) => afterSeconds === start).map(({ group }) => group);
}

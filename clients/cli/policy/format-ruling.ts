import { sayDuration } from '../../../core/lib/duration.ts';
import { sayPlaces } from '../../../core/policy/reasons.ts';
import type { Ruling } from '../../../core/policy/ruling.ts';

/** A ruling on one line, the same for two rulings that agree. */
export function sayRuling(ruling: Ruling): string {
  if (ruling.decision !== 'review') return `${ruling.decision}, risk ${ruling.risk}`;
  const { terms, risk } = ruling;
  const told = terms.escalations
    .map(({ afterSeconds, group }) => `, ${group} told after ${sayDuration(afterSeconds)}`)
    .join('');
  return `review by ${sayPlaces(terms)} within ${sayDuration(terms.expiresSeconds)}${told}, run by ${terms.run}, risk ${risk}`;
}

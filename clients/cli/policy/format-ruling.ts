import { formatDuration } from '../../../core/lib/duration.ts';
import { formatApprovals } from '../../../core/policy/reasons.ts';
import type { Ruling } from '../../../core/policy/ruling.ts';

/** A ruling on one line, the same for two rulings that agree. */
export function formatRuling(ruling: Ruling): string {
  if (ruling.decision !== 'review') return `${ruling.decision}, risk ${ruling.risk}`;
  const { terms, risk } = ruling;
  const told = terms.notifications
    .map(({ afterSeconds, group }) => `, ${group} told after ${formatDuration(afterSeconds)}`)
    .join('');
  return `review by ${formatApprovals(terms)} within ${formatDuration(terms.expiresSeconds)}${told}, run by ${terms.run}, risk ${risk}`;
}

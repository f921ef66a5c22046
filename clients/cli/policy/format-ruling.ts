import { formatDuration } from '../../../core/lib/duration.ts';
import { formatApprovals } from '../../../core/policy/reasons.ts';
import type { Ruling, Substitute } from '../../../core/policy/ruling.ts';

export const formatSubstitute = ({ afterSeconds, group, by }: Substitute): string =>
  `${by} in the place of ${group} after ${formatDuration(afterSeconds)}`;

/** A ruling on one line, the same for two rulings that agree. */
export function formatRuling(ruling: Ruling): string {
  if (ruling.decision !== 'review') return `${ruling.decision}, risk ${ruling.risk}`;
  const { terms, risk } = ruling;
  const told = terms.notifications
    .map(({ afterSeconds, group }) => `, ${group} told after ${formatDuration(afterSeconds)}`)
    .join('');
  const substituted = (terms.substitutes ?? [])
    .map((substitute) => `, ${formatSubstitute(substitute)}`)
    .join('');
  const reasoned = terms.reason === undefined ? '' : ', with a reason';
  const asked = terms.channel === undefined ? '' : `, in the channel ${terms.channel}`;
  return `review by ${formatApprovals(terms)} within ${formatDuration(terms.expiresSeconds)}${substituted}${told}${reasoned}${asked}, run by ${terms.run}, risk ${risk}`;
}

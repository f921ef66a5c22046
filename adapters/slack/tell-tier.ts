import type { Telling } from '../../core/request/deadlines.ts';
import type { Pending } from '../../core/request/request.ts';
import { ringInMarkup } from './mentions.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { utc } from './utc.ts';

/** In the reader's own zone. */
const moment = (at: string): string =>
  `<!date^${Math.floor(Date.parse(at) / 1_000)}^{date_short_pretty} at {time}|${utc(at)}>`;

/** What a tier brings, in one message: who should know, who can sign from now on, and that the time is nearly over. */
export function tierText(
  { expiresAt }: Pick<Pending, 'expiresAt'>,
  { groups, substitutes, reminds }: Telling,
  rung: readonly string[],
): string {
  const signing = substitutes.map(
    ({ group, by }) => `${escapeMrkdwn(by)} may say yes in the place of ${escapeMrkdwn(group)}`,
  );
  const knowing = groups.filter((group) => !substitutes.some(({ by }) => by === group));
  return [
    ...(knowing.length > 0
      ? [
          `Nobody has decided yet, so ${knowing.map((group) => escapeMrkdwn(group)).join(' and ')} should know.`,
        ]
      : []),
    ...(signing.length > 0 ? [`From now on ${signing.join(', and ')}.`] : []),
    ...(reminds ? [`The time to decide is nearly over: it ends ${moment(expiresAt)}.`] : []),
    ...(rung.length > 0 ? [rung.map(ringInMarkup).join(' ')] : []),
  ].join(' ');
}

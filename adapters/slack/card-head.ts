import type { KnownBlock } from '@slack/web-api';
import { visibleText } from '../../core/lib/visible-text.ts';
import type { Risk } from '../../core/policy/ruling.ts';
import type { Request } from '../../core/request/request.ts';
import { most } from './card-room.ts';
import { line, plain, richText, strong, withoutGaps } from './rich-text.ts';

export const titles: Record<Request['state'], string> = {
  pending: 'Approve?',
  allowed: 'Allowed by policy',
  refused: 'Refused by policy',
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired: not run',
  withdrawn: 'Withdrawn by the agent',
  running: 'Approved: Countersign is running it',
  started: 'Approved, in use by the agent',
  lapsed: 'Approved, but not used in time',
  done: 'Approved and done',
  failed: 'Approved, but it failed',
  unknown: 'Approved, and nobody knows whether it ran',
};

/** Beside the word, never instead of it. */
const marks: Record<Risk, string> = {
  low: 'white_circle',
  medium: 'large_yellow_circle',
  high: 'large_orange_circle',
  critical: 'red_circle',
};

/** Slack's limit of a header. */
const mostInHeader = 150;

/** The sentence stands whole: in the header where that has room for it, and else below. */
export function headOf(request: Request): KnownBlock[] {
  const { state, ruling, uncurated } = request;
  const sentence = withoutGaps(visibleText(request.sentence, most.sentence));
  const question = `${titles.pending} ${sentence}`;
  const isInHeader = state === 'pending' && question.length <= mostInHeader;
  return [
    {
      type: 'header',
      text: { type: 'plain_text', text: isInHeader ? question : titles[state], emoji: false },
    },
    richText([
      ...(isInHeader ? [] : [line([strong(sentence)])]),
      line([{ type: 'emoji', name: marks[ruling.risk] }, strong(` ${riskWords[ruling.risk]}`)]),
      ...(uncurated ? [line([plain(uncuratedWarning)])] : []),
    ]),
  ];
}

export const riskWords = {
  low: 'Low risk',
  medium: 'Medium risk',
  high: 'High risk',
  critical: 'Critical risk',
} as const satisfies Record<Risk, string>;

export const uncuratedWarning =
  'Nobody has described this action to Countersign: the sentence is made of its name. Read the parameters, and look up what it does.';

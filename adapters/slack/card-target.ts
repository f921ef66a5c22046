import type { RichTextBlock } from '@slack/web-api';
import { nowAndThen } from '../../core/execution/difference.ts';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request } from '../../core/request/request.ts';
import { most } from './card-room.ts';
import { messagesOf } from './in-thread.ts';
import { line, plain, preformatted, richText } from './rich-text.ts';
import { utc } from './utc.ts';

/** What is there now, and what these parameters make of it: the votes are for that. */
export function targetOnCard(request: Request): RichTextBlock[] {
  const { seen, notSeen } = request;
  if (notSeen !== undefined) return [richText([line([plain(sayNotSeen(notSeen))])])];
  if (!seen) return [];
  const text = targetText(request);
  const rest = text.length - most.target;
  const note = `\n${rest + 1} more characters stand in the thread below, as they were at the first look.`;
  return [
    richText([line([plain(`What it changes, as it was at ${utc(seen.at)}`)])]),
    preformatted(rest > 0 ? visibleLines(text, most.target) + note : text),
  ];
}

export const isCutOnCard = (request: Request): boolean =>
  request.seen !== undefined && targetText(request).length > most.target;

export const sayNotSeen = (why: string): string =>
  `What it changes could not be looked at: ${visibleText(why, 200)}. Look yourself.`;

/** For the thread: every line, where the card has no room for them. */
export function targetInThread(request: Request): RichTextBlock[][] {
  if (!request.seen) return [];
  const text = targetText(request);
  return isCutOnCard(request)
    ? messagesOf(`What it changes, as it was at ${utc(request.seen.at)}\n${text}`)
    : [];
}

export const targetText = ({ seen, parameters }: Request): string =>
  visibleLines(nowAndThen(seen?.value ?? {}, parameters).join('\n'), Number.POSITIVE_INFINITY);

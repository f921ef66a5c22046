import type { RichTextBlock } from '@slack/web-api';
import { canonicalJson } from '../../core/lib/json.ts';
import { visibleLines } from '../../core/lib/visible-text.ts';
import type { Request } from '../../core/request/request.ts';

/** So much stands on the card itself. */
const onCard = 1_800;

/** A message of the thread: three blocks, which stay under Slack's limit even if every character is a quote. */
const inBlock = 2_000;
const blocksInMessage = 3;

/** The parameters as people read them, with nothing left out and nothing unseen. */
const textOf = ({ parameters }: Request): string =>
  visibleLines(
    spellIsolates(JSON.stringify(JSON.parse(canonicalJson(parameters)), null, 2)),
    Number.POSITIVE_INFINITY,
  );

/** `visibleLines` takes isolates for its own, set in an earlier pass. These are the agent's, and nobody would see them. */
const spellIsolates = (json: string): string =>
  json.replaceAll('\u2068', '\\u2068').replaceAll('\u2069', '\\u2069');

/** The beginning, and where the rest is: the signature covers all of it. */
export function parametersOnCard(request: Request): RichTextBlock {
  const text = textOf(request);
  const rest = text.length - onCard;
  const note = `\n… ${rest} more characters. All of it is in the thread below; the signature covers it.`;
  return preformatted(rest > 0 ? text.slice(0, onCard).toWellFormed() + note : text);
}

/** For the thread: every character, where the card has no room for it. Empty where the card shows all. */
export function parametersInThread(request: Request): RichTextBlock[][] {
  const text = textOf(request);
  if (text.length <= onCard) return [];
  const blocks = cut(text, inBlock).map(preformatted);
  return Array.from({ length: Math.ceil(blocks.length / blocksInMessage) }, (_, index) =>
    blocks.slice(index * blocksInMessage, (index + 1) * blocksInMessage),
  );
}

/** Pieces of at most `size`, never through a character of two halves. */
function cut(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const half = /[\uD800-\uDBFF]/.test(text[start + size - 1] ?? '');
    const end = start + size - (half ? 1 : 0);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

const preformatted = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
});

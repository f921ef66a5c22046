import type { RichTextBlock } from '@slack/web-api';
import { preformatted } from './rich-text.ts';

/** A message of the thread: three blocks, which stay under Slack's limit even if every character is a quote. */
const inBlock = 2_000;
const blocksInMessage = 3;

/** Messages that hold every character of it. */
export function messagesOf(text: string): RichTextBlock[][] {
  const blocks = cut(text, inBlock).map(preformatted);
  return Array.from({ length: Math.ceil(blocks.length / blocksInMessage) }, (_, index) =>
    blocks.slice(index * blocksInMessage, (index + 1) * blocksInMessage),
  );
}

/** Pieces of at most `size`, never through a character of two halves. */
export function cut(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const half = /[\uD800-\uDBFF]/.test(text[start + size - 1] ?? '');
    const end = start + size - (half ? 1 : 0);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

import type { RichTextBlock, RichTextElement } from '@slack/web-api';
import { utc } from './utc.ts';

// Rich text, where what agents and people have written is text and cannot be anything else.

type Element = RichTextBlock['elements'][number];

/**
 * Blanks push what comes after them to the beginning of the next line, where it would look like a line of ours: `␣×60` says how many
 * they are. It is never longer than they were.
 */
export const withoutGaps = (text: string): string =>
  text.replace(/ {3,}/g, ({ length }) => `\u2423×${length}`);

export const plain = (text: string): RichTextElement => ({ type: 'text', text: withoutGaps(text) });
export const strong = (text: string): RichTextElement => ({
  ...{ type: 'text', text: withoutGaps(text) },
  style: { bold: true },
});
export const line = (elements: RichTextElement[]): Element => ({ type: 'rich_text_section', elements });
/** A moment in the reader's own zone. */
export const moment = (at: string): RichTextElement => ({
  type: 'date',
  timestamp: Math.floor(Date.parse(at) / 1_000),
  format: '{date_short_pretty} at {time}',
  fallback: utc(at),
});
/** It has lines of its own, and a bar beside each. */
export const quote = (text: string): Element => ({
  type: 'rich_text_quote',
  elements: [{ type: 'text', text }],
});
export const richText = (elements: Element[]): RichTextBlock => ({ type: 'rich_text', elements });
export const preformatted = (text: string): RichTextBlock =>
  richText([{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }]);

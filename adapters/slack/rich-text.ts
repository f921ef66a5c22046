import type { RichTextBlock, RichTextElement } from '@slack/web-api';
import { utc } from './utc.ts';

// Rich text, where what agents and people have written is text and cannot be anything else.

type Element = RichTextBlock['elements'][number];

export const plain = (text: string): RichTextElement => ({ type: 'text', text });
export const strong = (text: string): RichTextElement => ({ type: 'text', text, style: { bold: true } });
export const line = (elements: RichTextElement[]): Element => ({ type: 'rich_text_section', elements });
/** A moment in the reader's own zone. */
export const moment = (at: string): RichTextElement => ({
  type: 'date',
  timestamp: Math.floor(Date.parse(at) / 1_000),
  format: '{date_short_pretty} at {time}',
  fallback: utc(at),
});
export const quote = (text: string): Element => ({ type: 'rich_text_quote', elements: [plain(text)] });
export const richText = (elements: Element[]): RichTextBlock => ({ type: 'rich_text', elements });
export const preformatted = (text: string): RichTextBlock =>
  richText([{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }]);

import type { RichTextElement } from '@slack/web-api';
import { utc } from '../utc.ts';

/** A moment in the reader's own zone, as Slack writes it. */
export const date = (at: string): RichTextElement => ({
  type: 'date',
  timestamp: Math.floor(Date.parse(at) / 1_000),
  format: '{date_short_pretty} {time}',
  fallback: utc(at),
});

import type { RichTextElement } from '../block-kit/rich-text.ts';
import { decodeEntities } from './entities.ts';
import { type MrkdwnOptions, parseInline } from './parse-inline.ts';

/** Slack's mrkdwn as rich text, so that whoever shows messages has one shape to draw. */
export function parseMrkdwn(text: string, options: MrkdwnOptions = {}): RichTextElement[] {
  // The capture group makes every odd part the inside of a fence.
  const parts = text.split(/```\n?([\s\S]+?)\n?```/);
  return parts.flatMap((part, index) => {
    if (index % 2 === 0) return parseLines(trimFenceBreaks(part, index, parts.length), options);
    return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: decodeEntities(part) }] };
  });
}

const trimFenceBreaks = (part: string, index: number, count: number): string =>
  part.slice(
    index > 0 && part.startsWith('\n') ? 1 : 0,
    index < count - 1 && part.endsWith('\n') ? -1 : undefined,
  );

const quoteMark = /^(?:&gt;|>) ?/;

function parseLines(text: string, options: MrkdwnOptions): RichTextElement[] {
  if (text === '') return [];
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = quoteMark.test(line);
    const last = runs.at(-1);
    const shown = quoted ? line.replace(quoteMark, '') : line;
    if (last?.quoted === quoted) last.lines.push(shown);
    else runs.push({ quoted, lines: [shown] });
  }
  return runs.map(({ quoted, lines }) => ({
    type: quoted ? 'rich_text_quote' : 'rich_text_section',
    elements: parseInline(lines.join('\n'), options),
  }));
}

import type { Inline, InlineStyle } from '../block-kit/rich-text.ts';
import { parseAngle } from './angle.ts';
import { decodeEntities } from './entities.ts';

export interface MrkdwnOptions {
  /** Slack's `verbatim`: leave bare web addresses alone. */
  verbatim?: boolean | undefined;
}

/** Emphasis stands around words: what follows a letter or digit (`snake_case`, `2*3*4`) is not a mark. */
const emphasis = (mark: string): string =>
  `(?<![\\p{L}\\p{N}${mark}])[${mark}](?=[^\\s${mark}])(?<inside_NAME>[^\\n]*?[^\\s${mark}]|[^\\s${mark}])[${mark}](?![\\p{L}\\p{N}${mark}])`;

const tokens = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '<(?<angle>[^<>\\n]+)>',
    emphasis('*').replace('inside_NAME', 'bold'),
    emphasis('_').replace('inside_NAME', 'italic'),
    emphasis('~').replace('inside_NAME', 'strike'),
    '(?<![\\p{L}\\p{N}:]):(?<emoji>[a-z0-9_+-]{2,40}):(?![\\p{L}\\p{N}:])',
    '(?<url>https?://[^\\s<>|]+[^\\s<>|.,;:!?)\\]}\'"*_~])',
  ].join('|'),
  'gu',
);

export function parseInline(text: string, options: MrkdwnOptions, style: InlineStyle = {}): Inline[] {
  const found: Inline[] = [];
  let read = 0;
  for (const match of text.matchAll(tokens)) {
    found.push(...plain(text.slice(read, match.index), style), ...parseToken(match, options, style));
    read = match.index + match[0].length;
  }
  return [...found, ...plain(text.slice(read), style)];
}

function parseToken(match: RegExpExecArray, options: MrkdwnOptions, style: InlineStyle): Inline[] {
  const { code, angle, bold, italic, strike, emoji, url } = match.groups ?? {};
  if (code) return plain(code, { ...style, code: true });
  if (angle) return [parseAngle(angle, styled(style)) ?? literal(match[0], style)];
  if (bold) return parseInline(bold, options, { ...style, bold: true });
  if (italic) return parseInline(italic, options, { ...style, italic: true });
  if (strike) return parseInline(strike, options, { ...style, strike: true });
  if (emoji) return [{ type: 'emoji', name: emoji, ...styled(style) }];
  if (url && !options.verbatim) return [{ type: 'link', url: decodeEntities(url), ...styled(style) }];
  return plain(match[0], style);
}

const plain = (text: string, style: InlineStyle): Inline[] => (text === '' ? [] : [literal(text, style)]);

const literal = (text: string, style: InlineStyle): Inline => ({
  type: 'text',
  text: decodeEntities(text),
  ...styled(style),
});

const styled = (style: InlineStyle): { style?: InlineStyle } =>
  Object.keys(style).length > 0 ? { style } : {};

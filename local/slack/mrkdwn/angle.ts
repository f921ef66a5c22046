import type { Inline, InlineStyle } from '../block-kit/rich-text.ts';
import { decodeEntities } from './entities.ts';

/** What stands between `<` and `>`: a mention, a date or a link. Undefined for anything else. */
export function parseAngle(inside: string, style: { style?: InlineStyle }): Inline | undefined {
  const [target = '', label] = splitOnce(inside, '|');
  const rest = target.slice(1);
  if (/^@[UW]\w+$/.test(target)) return { type: 'user', user_id: rest, ...style };
  if (/^!subteam\^S\w+$/.test(target)) return { type: 'usergroup', usergroup_id: target.slice(9), ...style };
  if (/^#C\w+$/.test(target)) return { type: 'channel', channel_id: rest, ...style };
  if (/^!(here|channel|everyone)$/.test(target)) {
    return { type: 'broadcast', range: rest as 'here' | 'channel' | 'everyone', ...style };
  }
  if (target.startsWith('!date^')) return parseDate(rest, label, style);
  if (/^(https?:\/\/|mailto:)/.test(target) && URL.canParse(decodeEntities(target))) {
    const text = label ? { text: decodeEntities(label) } : {};
    return { type: 'link', url: decodeEntities(target), ...text, ...style };
  }
  return undefined;
}

function parseDate(
  target: string,
  fallback: string | undefined,
  style: { style?: InlineStyle },
): Inline | undefined {
  const [, timestamp = '', format = ''] = target.split('^');
  if (!/^\d{1,11}$/.test(timestamp) || format === '') return undefined;
  return {
    type: 'date',
    timestamp: Number(timestamp),
    format: decodeEntities(format),
    ...(fallback ? { fallback: decodeEntities(fallback) } : {}),
    ...style,
  };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

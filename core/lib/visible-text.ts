/**
 * Text written by agents, for people's eyes: what would be invisible, or would change how the rest is read (controls,
 * bidirectional overrides, zero-width and blank characters), stands as its code point, such as `\u{202E}`.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]|(?! )\p{Zs}/gu;
const unseenButLineBreaks = new RegExp(`(?!\\n)(?:${unseen.source})`, 'gu');

/** Spelled out first and cut then: what was unseen would otherwise grow past every limit. */
export const visibleText = (text: string, limit = 200): string => clip(text.replace(unseen, escaped), limit);

/** The same for text of several lines, such as a reason. */
export const visibleLines = (text: string, limit = 2_000): string =>
  clip(text.replaceAll('\r\n', '\n').replace(unseenButLineBreaks, escaped), limit);

/** Says that something is missing: a tail cut off in silence could hold what matters. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
}

const escaped = (character: string): string =>
  `\\u{${Number(character.codePointAt(0)).toString(16).toUpperCase()}}`;

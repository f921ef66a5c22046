import { once } from './once.ts';
import { letterWithMarks, rightToLeftRun as run, unseen } from './unseen-characters.ts';

/**
 * Text written by agents, for people's eyes. What cannot be seen, or changes how the rest is read, stands as its code point,
 * such as `\u{202E}`: controls, blank glyphs, marks that cover their neighbours. Words from right to left stay readable, each
 * run in an isolate of ours (UAX #9): within it they run as they should, and nothing around it moves.
 *
 * What has been made visible stays as it is when it comes through here again, as a sentence does on its way to a card.
 */
export const visibleText = (text: string, limit = 200): string => clip(seen(text, inOneLine), limit);

/** The same for text of several lines, such as a reason. */
export const visibleLines = (text: string, limit = 2_000): string =>
  clip(seen(text.replaceAll('\r\n', '\n'), inLines), limit);

/** Says that something is missing: a tail cut off in silence could hold what matters. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = wholeCharacters(text.slice(0, limit - 1));
  return `${isOpen(kept) ? closed(kept) : kept}…`;
}

const isolate = '\u2068';
const end = '\u2069';

/** What stands as its code point, and what cannot hold any of it. */
interface Hidden {
  /** It takes as long to make as a small file to load: where all text is plain, it never is. */
  tokens: () => RegExp;
  /** All of ASCII that has a glyph. */
  plain: RegExp;
}

const hiddenTokens = (hidden: string) =>
  once(
    () =>
      new RegExp(
        String.raw`(?<plain>${isolate}${run}${end}|${letterWithMarks})|(?<run>${run})|${hidden}|\p{M}`,
        'gv',
      ),
  );
const inOneLine: Hidden = { tokens: hiddenTokens(`[${unseen}]`), plain: /^[ -~]*$/ };
const inLines: Hidden = { tokens: hiddenTokens(String.raw`[[${unseen}]--\n]`), plain: /^[ -~\n]*$/ };

interface Token {
  plain?: string;
  run?: string;
}

/** Spelled out first and cut then: what was unseen would otherwise grow past every limit. */
function seen(text: string, { tokens, plain: isPlain }: Hidden): string {
  if (isPlain.test(text)) return text;
  return text.replace(tokens(), (match: string, ...rest: unknown[]) => {
    const { plain, run: words } = rest.at(-1) as Token;
    if (plain !== undefined) return plain;
    return words === undefined ? escaped(match) : isolate + words + end;
  });
}

const escaped = (character: string): string =>
  `\\u{${Number(character.codePointAt(0)).toString(16).toUpperCase()}}`;

const isOpen = (text: string): boolean => text.lastIndexOf(isolate) > text.lastIndexOf(end);

/** An isolate that was cut ends before the cut: without its end, it would take in all that follows. */
function closed(text: string): string {
  const start = text.lastIndexOf(isolate);
  const words = wholeCharacters(text.slice(start + 1, -1)).trimEnd();
  return text.slice(0, start) + (words === '' ? '' : isolate + words + end);
}

const wholeCharacters = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');

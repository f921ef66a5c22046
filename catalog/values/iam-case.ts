import type { Mentioned } from '../../core/policy/bundle.ts';

/** How a name should have been written, as the end of a sentence; nothing where its case is good. */
export type WhyNotCase = (name: string) => string | undefined;

/**
 * IAM does not distinguish names by case: `Admin` and `admin` are one role, and a policy about `role/Admin` would be passed
 * with `role/admin`. Nothing in a name says how it was written when it was made, so the policies decide: a name that
 * matches what they mention only when case is ignored is refused, and the spelling that they know is asked for. Where policies
 * themselves use two, neither is taken.
 *
 * What is let through is exact: for every text and pattern of the policies, comparing with case then gives the same answer
 * as comparing without, so no policy can be passed or met by spelling.
 */
export function createCaseCheck({ texts, patterns }: Mentioned): WhyNotCase {
  const byFolded = Map.groupBy(texts, (text) => text.toLowerCase());
  const folded = patterns.map((pattern) => ({ pattern, lower: pattern.map((part) => part.toLowerCase()) }));
  return (name) => {
    const lower = name.toLowerCase();
    const spelled = byFolded.get(lower)?.find((text) => text !== name);
    const missed = folded.find((each) => matches(each.lower, lower) && !matches(each.pattern, name));
    const asWritten = spelled ?? missed?.pattern.join('*');
    return asWritten === undefined
      ? undefined
      : `must be written as policies write it, ${asWritten}: IAM takes names that differ in case for one`;
  };
}

/** Two mentions that name one thing to IAM: a policy's author can have meant one spelling only. */
export function sameButCase({ texts, patterns }: Mentioned): readonly [string, string] | undefined {
  const byFolded = new Map<string, string>();
  for (const text of [...texts, ...patterns.map((pattern) => pattern.join('*'))]) {
    const other = byFolded.get(text.toLowerCase());
    if (other !== undefined && other !== text) return [other, text];
    byFolded.set(text.toLowerCase(), text);
  }
  return undefined;
}

/** As Cedar reads `like`: the ends are fixed, and each part between them is taken where it first stands. */
function matches(pattern: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pattern;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

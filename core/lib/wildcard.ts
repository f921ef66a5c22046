/**
 * `*` is any run of characters, `?` any one, as IAM reads them. Never slower than the two lengths multiplied, whatever the
 * pattern: only the last star is ever tried again, because an earlier one that took less leaves at least as much to match.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [at, of] = [0, 0];
  let star: { of: number; at: number } | undefined;
  while (at < text.length) {
    if (pattern[of] === '*') star = { of: of++, at };
    else if (pattern[of] === '?' || pattern[of] === text[at]) [at, of] = [at + 1, of + 1];
    else if (star) [at, of] = [++star.at, star.of + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(of));
}

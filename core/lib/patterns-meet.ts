/**
 * Whether some text is matched by both of these IAM patterns: `*` is any run of characters, `?` any one. Never slower than
 * the two lengths multiplied.
 */
export function patternsMeet(one: string, other: string): boolean {
  // Row by row: can the rest of `one` from here, and the rest of `other` from there, be the same text?
  let below = Array.from({ length: other.length + 1 }, (_, at) => /^\**$/.test(other.slice(at)));
  for (let at = one.length - 1; at >= 0; at--) {
    const row: boolean[] = [];
    const left = one[at];
    row[other.length] = left === '*' && below[other.length] === true;
    for (let of = other.length - 1; of >= 0; of--) {
      const right = other[of];
      if (left === '*' || right === '*') row[of] = below[of] === true || row[of + 1] === true;
      else row[of] = (left === right || left === '?' || right === '?') && below[of + 1] === true;
    }
    below = row;
  }
  return below[0] === true;
}

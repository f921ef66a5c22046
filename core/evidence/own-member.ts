/**
 * Canonical JSON that proves itself holds one member over all others: a record its hash, a digest file its signature. This
 * is the text that the member speaks of: the same without it. Cut from the text and not made anew, so that a verifier
 * needs no canonical JSON of its own. Nothing where the member is not there exactly once, or is the last one: `v` is.
 * Both MUST be what JSON writes without escapes, as hashes and base64 are.
 */
export function textWithout(text: string, member: string, value: string): string | undefined {
  const written = `"${member}":"${value}",`;
  const at = text.indexOf(written);
  if (at < 0 || text.indexOf(written, at + 1) >= 0) return undefined;
  return text.slice(0, at) + text.slice(at + written.length);
}

/** IAM's `*` (any run of characters, colons and slashes too) and `?` (one character). */
export function wildcard(pattern: string, { ignoreCase = false } = {}): (text: string) => boolean {
  const source = pattern
    .replace(/[\\^$.+()|[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  return (text) => expression.test(text);
}

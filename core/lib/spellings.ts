/**
 * A text and what it can stand for, in lower case: escapes of URLs and of JSON undone, base64 decoded, and again what those
 * stand for. Whoever looks for a name looks in each: that another spelling runs the same is all that an attacker needs.
 */
export function spellingsOf(text: string): Set<string> {
  const found = new Set<string>();
  const rest = [text];
  // What is undone once before what is undone twice: else a long chain of one escape would hide all others.
  for (let next = rest.shift(); next !== undefined && found.size < most; next = rest.shift()) {
    const plain = next.normalize('NFKC').toLowerCase();
    if (found.has(plain)) continue;
    found.add(plain);
    rest.push(...undone(next));
  }
  return found;
}

/** Each can be wrapped in another, but nobody means more than this. */
const most = 32;

const undone = (text: string): string[] =>
  [percent, escapes, base64].flatMap((undo) => {
    const found = undo(text);
    return found === undefined || found === text ? [] : [found];
  });

const percent = (text: string): string | undefined =>
  text.includes('%') ? text.replace(/%[0-9a-f]{2}/gi, characterOf) : undefined;

const escapes = (text: string): string | undefined =>
  text.includes('\\')
    ? text.replace(/\\(?:u[0-9a-f]{4}|x[0-9a-f]{2})/gi, characterOf).replaceAll('\\/', '/')
    : undefined;

const characterOf = (code: string): string =>
  String.fromCharCode(Number.parseInt(code.replace(/^(?:%|\\[ux])/i, ''), 16));

/** Names that are words look like base64 too; what they decode to names nothing. */
function base64(text: string): string | undefined {
  if (!/^[\w+/\s-]{16,}={0,2}\s*$/.test(text)) return undefined;
  const letters = text.replaceAll('-', '+').replaceAll('_', '/').replace(/[\s=]/g, '');
  return letters.length % 4 === 1 ? undefined : atob(letters);
}

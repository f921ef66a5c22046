export type StrictJsonFault = 'not-json' | 'too-deep' | 'repeated-key' | 'escape' | 'number';

/** `at` is the place in the text, counted as JavaScript counts characters. */
export type ReadStrictJson =
  | { ok: true; value: unknown }
  | { ok: false; code: StrictJsonFault; at: number; detail: string };

/**
 * JSON in one spelling: whoever searches the text finds what a parser would. Texts and numbers stand as RFC 8785 writes
 * them, without needless escapes, and no key stands twice. White space between the parts is free, as is the order of keys.
 *
 * Never throws. How long the text may be is for the caller to say, before.
 */
export function readStrictJson(text: string, maxDepth = 32): ReadStrictJson {
  const parsed = parse(text);
  return parsed.ok ? (findFault(text, maxDepth) ?? parsed) : parsed;
}

/** The parts of a text that is known to be JSON: texts, with the colon behind a key; brackets; numbers. */
const parts = /(?<token>"[^"\\]*(?:\\.[^"\\]*)*")(?<colon>[ \t\n\r]*:)?|[{}[\]]|-?[0-9][0-9.eE+-]*/g;

type Found = Exclude<ReadStrictJson, { ok: true }>;

function findFault(text: string, maxDepth: number): Found | undefined {
  const open: Set<string>[] = [];
  for (const { 0: part, index, groups: { token = part, colon } = {} } of text.matchAll(parts)) {
    if (part === '{' || part === '[') open.push(new Set());
    else if (part === '}' || part === ']') open.pop();
    else {
      const found = spellingFault(token, index);
      if (found) return found;
      if (colon !== undefined && !isNew(token, open.at(-1)))
        return fault('repeated-key', index, `The key ${token} stands twice in one object`);
    }
    if (open.length > maxDepth)
      return fault('too-deep', index, `Values may be nested ${maxDepth} levels deep, this is deeper`);
  }
  return undefined;
}

function spellingFault(token: string, at: number): Found | undefined {
  const value: unknown = JSON.parse(token);
  const written = JSON.stringify(value);
  if (typeof value === 'number') {
    return written === token
      ? undefined
      : fault('number', at, `The number ${token} must be written ${written}`);
  }
  const plain = written === token && String(value).isWellFormed();
  return plain
    ? undefined
    : fault('escape', at, 'A text holds a character as an escape: write the character itself');
}

/** As texts stand in one spelling by now, so do keys. */
const isNew = (key: string, known: Set<string> | undefined): boolean =>
  known !== undefined && known.size < known.add(key).size;

const fault = (code: StrictJsonFault, at: number, detail: string): Found => ({ ok: false, code, at, detail });

function parse(text: string): ReadStrictJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return fault('not-json', 0, 'This is not JSON');
  }
}

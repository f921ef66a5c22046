import type { Json, JsonObject } from '../lib/json.ts';

/** `Tags.member.1.Key=a` as `{ Tags: [{ Key: 'a' }] }`. What is written in another way keeps its name, dots and all. */
export function readForm(body: string): JsonObject {
  const fields: Fields = new Map();
  for (const [path, text] of new URLSearchParams(body)) {
    const names = path.split('.');
    if (!put(fields, names, text)) fields.set(path, text);
  }
  return objectOf(fields);
}

type Fields = Map<string, string | Fields>;

function put(fields: Fields, [name = '', ...rest]: string[], text: string): boolean {
  const there = fields.get(name);
  if (rest.length === 0) return there === undefined && fields.set(name, text) !== undefined;
  if (typeof there === 'string') return false;
  const inner = there ?? new Map();
  fields.set(name, inner);
  return put(inner, rest, text);
}

const objectOf = (fields: Fields): JsonObject =>
  Object.fromEntries([...fields].map(([name, field]) => [name, read(field)]));

function read(field: string | Fields): Json {
  if (typeof field === 'string') return field;
  const [[only, members] = []] = field.size === 1 ? field : [];
  if (only !== 'member' || !members || typeof members === 'string') return objectOf(field);
  return [...members].sort(([one], [other]) => Number(one) - Number(other)).map(([, one]) => read(one));
}

import type { Json, JsonObject } from './json.ts';

/** RFC 6901, both ways: how errors name a field, and how the catalog names a secret. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The same value with another text where a pointer leads to one; a pointer to nothing changes nothing. */
export const mapTextAt = (value: JsonObject, pointer: string, change: (text: string) => Json): JsonObject =>
  mapAt(value, segmentsOf(pointer), change) as JsonObject;

function mapAt(value: Json, [segment, ...rest]: string[], change: (text: string) => Json): Json {
  if (segment === undefined) return typeof value === 'string' ? change(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === segment ? mapAt(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === segment ? mapAt(inner, rest, change) : inner]),
  );
}

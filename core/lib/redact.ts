import type { Json, JsonObject } from './json.ts';
import { segmentsOf } from './json-pointer.ts';

export const hidden = '[hidden]';

/** Replaces what the JSON pointers name (`*` is any key or element). A pointer to nothing hides nothing. */
export const redact = (value: JsonObject, pointers: readonly string[]): JsonObject =>
  pointers.reduce((rest, pointer) => hide(rest, segmentsOf(pointer)) as JsonObject, value);

function hide(value: Json, [segment, ...rest]: string[]): Json {
  if (segment === undefined) return hidden;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => (matches(segment, String(index)) ? hide(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, matches(segment, key) ? hide(item, rest) : item]),
  );
}

const matches = (segment: string, key: string): boolean => segment === '*' || segment === key;

import type { Json, JsonObject } from './json.ts';
import { segmentsOf } from './json-pointer.ts';

/** JSON pointers (RFC 6901; `*` is any key or element) to what is hidden, each with what that is: "a password". */
export type Secrets = Readonly<Record<string, string>>;

/** What people read in its place: why they cannot read it. */
export const hidden = (why: string): string => `[hidden: ${why}]`;

/** Replaces what the pointers name. A pointer to nothing hides nothing. */
export const redact = (value: JsonObject, secrets: Secrets): JsonObject =>
  Object.entries(secrets).reduce(
    (rest, [pointer, why]) => hide(rest, segmentsOf(pointer), hidden(why)) as JsonObject,
    value,
  );

function hide(value: Json, [segment, ...rest]: string[], by: string): Json {
  if (segment === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => (matches(segment, String(index)) ? hide(item, rest, by) : item));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, matches(segment, key) ? hide(item, rest, by) : item]),
  );
}

const matches = (segment: string, key: string): boolean => segment === '*' || segment === key;

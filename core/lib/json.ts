import canonicalize from 'canonicalize';
import { z } from 'zod';

/** Any JSON value: what an agent can send as parameters. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** Any JSON object, kept as it is: what is inside was looked at where it came in. */
export const jsonObject = z
  .custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  )
  .meta({ type: 'object' });

/** RFC 8785: one text for one value, whatever the order of its keys was. */
export function canonicalJson(value: Json | object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('A value without a JSON form has no canonical text.');
  return text;
}

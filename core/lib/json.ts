import canonicalize from 'canonicalize';

/** Any JSON value: what an agent can send as parameters. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** RFC 8785: one text for one value, whatever the order of its keys was. */
export function canonicalJson(value: Json | object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('A value without a JSON form has no canonical text.');
  return text;
}

import type { NormalizedSchema } from '@smithy/core/schema';
import type { HttpRequest } from '@smithy/types';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import type { Members } from './members-of.ts';
import { readScalar, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

type Value = string | string[];

/** What the operation always has in its query, `?policy`, and its members. */
export function readQueryString(
  members: Members,
  always: URLSearchParams,
  query: HttpRequest['query'] = {},
): JsonObject {
  const unread = new Map<string, Value>(Object.entries(query).map(([name, value]) => [name, value ?? '']));
  for (const [name, text] of always) {
    if (unread.get(name) !== text) throw new Unreadable(`The query has another ${name}.`);
    unread.delete(name);
  }
  const named = members.flatMap(([name, schema]) => {
    const { httpQuery } = schema.getMergedTraits();
    const value = httpQuery === undefined ? undefined : unread.get(httpQuery);
    if (httpQuery === undefined || value === undefined) return [];
    unread.delete(httpQuery);
    return [[name, readValue(schema, value)] as const];
  });
  // One member may take all the others.
  const [rest] = members.filter(([, schema]) => schema.getMergedTraits().httpQueryParams);
  if (unread.size === 0) return Object.fromEntries(named);
  if (!rest) throw new Unreadable(`The query has an unknown ${[...unread.keys()].join(', ')}.`);
  const [name, schema] = rest;
  const others = [...unread].map(([key, value]) => [key, readValue(schema.getValueSchema(), value)]);
  return Object.fromEntries([...named, [name, Object.fromEntries(others)]]);
}

function readValue(schema: NormalizedSchema, value: Value): Json {
  if (!schema.isListSchema()) return readScalar(schema, String(value), timeFormats.dateTime);
  return [value].flat().map((item) => readScalar(schema.getValueSchema(), item, timeFormats.dateTime));
}

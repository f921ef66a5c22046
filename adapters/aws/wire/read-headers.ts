import type { NormalizedSchema } from '@smithy/core/schema';
import type { HttpRequest } from '@smithy/types';
import type { Json, JsonObject } from '../../../core/lib/json.ts';
import { isAddedHeader } from './added-headers.ts';
import type { Members } from './members-of.ts';
import { readScalar, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

/** Its members; every other header must be one that the SDK is known to add. */
export function readHeaders(members: Members, headers: HttpRequest['headers']): JsonObject {
  const unread = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const read = members.flatMap(([name, schema]) => {
    const { httpHeader, httpPrefixHeaders } = schema.getMergedTraits();
    const taken = takeFrom(unread, (header) =>
      httpHeader === undefined
        ? typeof httpPrefixHeaders === 'string' && header.startsWith(httpPrefixHeaders.toLowerCase())
        : header === httpHeader.toLowerCase(),
    );
    const [first] = taken;
    if (!first) return [];
    if (typeof httpPrefixHeaders !== 'string') return [[name, readHeader(schema, first[1])] as const];
    const entries = taken.map(([header, text]) => [header.slice(httpPrefixHeaders.length), text]);
    return [[name, Object.fromEntries(entries) as JsonObject] as const];
  });
  for (const header of unread.keys())
    if (!isAddedHeader(header)) throw new Unreadable(`The request has an unknown header ${header}.`);
  return Object.fromEntries(read);
}

function takeFrom(headers: Map<string, string>, isWanted: (name: string) => boolean): [string, string][] {
  const taken = [...headers].filter(([name]) => isWanted(name));
  for (const [name] of taken) headers.delete(name);
  return taken;
}

function readHeader(schema: NormalizedSchema, text: string): Json {
  const { mediaType } = schema.getMergedTraits();
  if (mediaType) return Buffer.from(text, 'base64').toString('utf8');
  if (!schema.isListSchema()) return readScalar(schema, text, timeFormats.httpDate);
  const item = schema.getValueSchema();
  return split(text, item.isTimestampSchema()).map((one) => readScalar(item, one, timeFormats.httpDate));
}

/** `a, "b, c"`; a date has a comma of its own. */
function split(text: string, areDates: boolean): string[] {
  if (areDates) return text.split(/(?<=GMT), /);
  return [...text.matchAll(/(?:^|, )(?:"((?:[^"\\]|\\.)*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
  );
}

import { NormalizedSchema } from '@smithy/core/schema';
import type { HttpRequest, StaticOperationSchema } from '@smithy/types';
import { canonicalJson, type Json, type JsonObject } from '../../../core/lib/json.ts';
import { bodyBytes } from './body-bytes.ts';
import { readScalar, type TimeFormat, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

type Members = readonly [string, NormalizedSchema][];

/** How a protocol over REST writes what stands in the body. */
export interface BodyReader {
  /** Of those members that stand in the body. */
  structure: (members: Members, text: string) => JsonObject;
  /** Of the one member that is the body. */
  payload: (schema: NormalizedSchema, text: string) => Json;
}

/** The path, the query, the headers and the body, each with its members. */
export function readRest(
  request: HttpRequest,
  [, , , traits, input]: StaticOperationSchema,
  body: BodyReader,
): JsonObject {
  const schema = NormalizedSchema.of(input);
  const members: Members = schema.isUnitSchema() ? [] : [...schema.structIterator()];
  const [method, uri] = httpTrait(traits);
  if (request.method !== method) throw new Unreadable(`The method is ${request.method}, not ${method}.`);
  const [path = '', fixed = ''] = uri.split('?');
  return {
    ...readPath(members, path, request.path),
    ...readQueryMembers(members, new URLSearchParams(fixed), request.query ?? {}),
    ...readHeaders(members, request.headers),
    ...readBody(members, bodyBytes(request), body),
  };
}

function httpTrait(traits: unknown): [method: string, uri: string] {
  const { http } = traits as { http?: [string, string, number] };
  if (!http) throw new Unreadable('The operation has no path.');
  return [http[0], http[1]];
}

/** `/functions/{FunctionName}`; `{Key+}` holds slashes. A label that the path has no place for stands before it: a bucket. */
function readPath(members: Members, uri: string, path: string): JsonObject {
  const labels = members.filter(([, schema]) => schema.getMergedTraits().httpLabel);
  const names: string[] = [];
  const group = (name: string, greedy: string): string => {
    names.push(name);
    return greedy ? '(.+)' : '([^/]+)';
  };
  const before = labels.filter(([name]) => !uri.includes(`{${name}}`) && !uri.includes(`{${name}+}`));
  const pattern = [
    ...before.map(([name]) => `/${group(name, '')}`),
    uri
      .split(/(\{\w+\+?\})/)
      .map((part) => {
        const [, name, greedy = ''] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
        return name === undefined ? literally(part) : group(name, greedy);
      })
      .join(''),
  ].join('');
  const found = new RegExp(`^${pattern}$`).exec(path);
  if (!found) throw new Unreadable('The path is not that of the operation.');
  const texts = new Map(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
  return Object.fromEntries(
    labels.map(([name, schema]) => [name, readScalar(schema, texts.get(name) ?? '', timeFormats.dateTime)]),
  );
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function readQueryMembers(members: Members, fixed: URLSearchParams, query: HttpRequest['query']): JsonObject {
  const read: JsonObject = {};
  const unread = new Map(Object.entries(query ?? {}));
  for (const [name, text] of fixed) {
    if (String(unread.get(name) ?? '') !== text) throw new Unreadable(`The query has another ${name}.`);
    unread.delete(name);
  }
  for (const [name, schema] of members) {
    const { httpQuery } = schema.getMergedTraits();
    const value = httpQuery === undefined ? undefined : unread.get(httpQuery);
    if (httpQuery === undefined || value === undefined || value === null) continue;
    unread.delete(httpQuery);
    read[name] = readQueryValue(schema, value);
  }
  const [rest] = members.filter(([, schema]) => schema.getMergedTraits().httpQueryParams);
  if (rest && unread.size > 0) {
    const [name, schema] = rest;
    read[name] = Object.fromEntries(
      [...unread].map(([key, value]) => [key, readQueryValue(schema.getValueSchema(), value ?? '')]),
    );
    unread.clear();
  }
  // Its own name of the operation, for logs.
  unread.delete('x-id');
  const [unknown] = unread.keys();
  if (unknown !== undefined) throw new Unreadable(`The query has an unknown ${unknown}.`);
  return read;
}

function readQueryValue(schema: NormalizedSchema, value: string | string[]): Json {
  if (!schema.isListSchema()) return readScalar(schema, String(value), timeFormats.dateTime);
  return [value].flat().map((item) => readScalar(schema.getValueSchema(), item, timeFormats.dateTime));
}

function readHeaders(members: Members, headers: HttpRequest['headers']): JsonObject {
  const read: JsonObject = {};
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, schema] of members) {
    const { httpHeader, httpPrefixHeaders } = schema.getMergedTraits();
    const value = httpHeader === undefined ? undefined : byName.get(httpHeader.toLowerCase());
    if (value !== undefined) read[name] = readHeader(schema, value);
    if (typeof httpPrefixHeaders !== 'string') continue;
    const prefixed = [...byName].filter(([header]) => header.startsWith(httpPrefixHeaders.toLowerCase()));
    if (prefixed.length > 0)
      read[name] = Object.fromEntries(
        prefixed.map(([header, text]) => [header.slice(httpPrefixHeaders.length), text]),
      );
  }
  return read;
}

function readHeader(schema: NormalizedSchema, text: string): Json {
  const inHeaders: TimeFormat = timeFormats.httpDate;
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return splitHeader(text, item.isTimestampSchema()).map((one) => readScalar(item, one, inHeaders));
  }
  const { mediaType } = schema.getMergedTraits();
  return readScalar(schema, mediaType ? Buffer.from(text, 'base64').toString('utf8') : text, inHeaders);
}

/** `a, "b, c"`; a date has a comma of its own. */
function splitHeader(text: string, areDates: boolean): string[] {
  if (areDates) return text.split(/(?<=GMT), /);
  return [...text.matchAll(/(?:^|, )(?:"((?:[^"\\]|\\.)*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
  );
}

function readBody(members: Members, bytes: Buffer, body: BodyReader): JsonObject {
  if (bytes.length === 0) return {};
  const payload = members.find(([, schema]) => schema.getMergedTraits().httpPayload);
  const text = bytes.toString('utf8');
  if (!payload)
    return body.structure(
      members.filter(([, schema]) => !isElsewhere(schema)),
      text,
    );
  const [name, schema] = payload;
  if (schema.isBlobSchema()) return { [name]: bytes.toString('base64') };
  if (schema.isStringSchema()) return { [name]: text };
  const value = body.payload(schema, text);
  // The SDK writes an empty one where there is none. No request has an empty one.
  return canonicalJson({ value }) === '{"value":{}}' ? {} : { [name]: value };
}

function isElsewhere(schema: NormalizedSchema): boolean {
  const traits = schema.getMergedTraits();
  return Boolean(
    traits.httpLabel ||
      traits.httpQuery ||
      traits.httpQueryParams ||
      traits.httpHeader ||
      typeof traits.httpPrefixHeaders === 'string',
  );
}

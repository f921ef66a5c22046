import type { NormalizedSchema } from '@smithy/core/schema';
import type { HttpRequest, StaticOperationSchema } from '@smithy/types';
import { canonicalJson, type Json, type JsonObject } from '../../../core/lib/json.ts';
import { bodyBytes } from './body-bytes.ts';
import { type Members, membersOf } from './members-of.ts';
import { readHeaders } from './read-headers.ts';
import { readPath } from './read-path.ts';
import { readQueryString } from './read-query-string.ts';
import { Unreadable } from './unreadable.ts';

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
  operation: StaticOperationSchema,
  body: BodyReader,
): JsonObject {
  const members = membersOf(operation);
  const { method, path, query } = bindingOf(operation);
  if (request.method !== method) throw new Unreadable(`The method is ${request.method}, not ${method}.`);
  return {
    ...readPath(members, path, request.path),
    ...readQueryString(members, query, request.query),
    ...readHeaders(members, request.headers),
    ...readBody(members, bodyBytes(request), body),
  };
}

function bindingOf([, , , traits]: StaticOperationSchema) {
  const { http } = typeof traits === 'object' ? traits : {};
  if (!http) throw new Unreadable('The operation has no path.');
  const [method, uri] = http;
  const [path = '', query = ''] = uri.split('?');
  return { method, path, query: new URLSearchParams(query) };
}

function readBody(members: Members, bytes: Buffer, body: BodyReader): JsonObject {
  if (bytes.length === 0) return {};
  const payload = members.find(([, schema]) => schema.getMergedTraits().httpPayload);
  const text = bytes.toString('utf8');
  if (!payload) return body.structure(members.filter(isInBody), text);
  const [name, schema] = payload;
  if (schema.isBlobSchema()) return { [name]: bytes.toString('base64') };
  if (schema.isStringSchema()) return { [name]: text };
  const value = body.payload(schema, text);
  // The SDK writes an empty one where there is none. No request has an empty one.
  return canonicalJson({ value }) === '{"value":{}}' ? {} : { [name]: value };
}

function isInBody([, schema]: Members[number]): boolean {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders } = schema.getMergedTraits();
  return [httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders].every(
    (trait) => trait === undefined,
  );
}

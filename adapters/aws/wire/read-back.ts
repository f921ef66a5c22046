import { NormalizedSchema } from '@smithy/core/schema';
import type { HttpRequest, StaticOperationSchema } from '@smithy/types';
import type { Protocol } from '../../../catalog/shapes/service-file.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { bodyBytes } from './body-bytes.ts';
import { membersOf } from './members-of.ts';
import { parseXml } from './parse-xml.ts';
import { readHeaders } from './read-headers.ts';
import { parseJson, readJson, readJsonStructure } from './read-json.ts';
import { parseQuery, readQueryStructure } from './read-query.ts';
import { type BodyReader, readRest } from './read-rest.ts';
import { readXml, readXmlStructure } from './read-xml.ts';
import { Unreadable } from './unreadable.ts';

/**
 * The input that AWS will read in a request which the SDK has written, in the names and spellings of parameters. It is read
 * by code of ours that shares nothing with the SDK's writers but the schema, which says how members are called on the wire.
 * Throws Unreadable where the request is none of this operation, or holds what the schema has no place for.
 */
export const readBack = (
  request: HttpRequest,
  operation: StaticOperationSchema,
  protocol: Protocol,
): JsonObject => readers[protocol](request, operation);

type Reader = (request: HttpRequest, operation: StaticOperationSchema) => JsonObject;

/** Everything is in the body: no member has a header, a path or a query. */
const rpc =
  (readBody: (text: string, operation: StaticOperationSchema, request: HttpRequest) => JsonObject): Reader =>
  (request, operation) => {
    const { method, path, query = {}, headers } = request;
    if (method !== 'POST' || path !== '/' || Object.keys(query).length > 0)
      throw new Unreadable('The request is not a POST to /.');
    readHeaders([], headers);
    return readBody(bodyBytes(request).toString('utf8'), operation, request);
  };

const readJsonRpc = rpc((text, operation, { headers }) => {
  const target = String(headers['x-amz-target']);
  if (!target.endsWith(`.${operation[2]}`))
    throw new Unreadable(`The target is ${target}, not ${operation[2]}.`);
  return readJsonStructure(membersOf(operation), objectIn(text), 'memberName');
});

const readQueryRpc = (dialect: 'awsQuery' | 'ec2Query'): Reader =>
  rpc((text, [, , name, , input]) => {
    const { action, fields } = parseQuery(text);
    if (action !== name) throw new Unreadable(`The action is ${action}, not ${name}.`);
    const schema = NormalizedSchema.of(input);
    return schema.isUnitSchema() && fields.size === 0 ? {} : readQueryStructure(schema, fields, dialect);
  });

const jsonBody: BodyReader = {
  structure: (members, text) => readJsonStructure(members, objectIn(text), 'jsonName'),
  payload: (schema, text) => readJson(schema, parseJson(text), 'jsonName'),
};

const xmlBody: BodyReader = {
  structure: (members, text) => readXmlStructure(members, parseXml(text)),
  payload: (schema, text) => readXml(schema, parseXml(text)),
};

const readers: Readonly<Record<Protocol, Reader>> = {
  awsJson1_0: readJsonRpc,
  awsJson1_1: readJsonRpc,
  awsQuery: readQueryRpc('awsQuery'),
  ec2Query: readQueryRpc('ec2Query'),
  restJson1: (request, operation) => readRest(request, operation, jsonBody),
  restXml: (request, operation) => readRest(request, operation, xmlBody),
};

function objectIn(text: string): JsonObject {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable('The body is not an object.');
  return value;
}

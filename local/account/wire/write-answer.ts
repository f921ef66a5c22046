import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import type { Protocol } from '../../../catalog/shapes/service-file.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import type { Outcome, Refused } from '../services/operation.ts';
import { membersIn } from './members-in.ts';
import { writeJson } from './write-json.ts';
import { writeText } from './write-scalar.ts';
import { declaration, element, textElement, writeMembers } from './write-xml.ts';

export interface WrittenAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What is answered to an operation, in the protocol that its client reads. */
export function writeAnswer(
  outcome: Outcome,
  about: { protocol: Protocol; schema: StaticOperationSchema | undefined; requestId: string },
): WrittenAnswer {
  const { protocol, schema, requestId } = about;
  const { output, error } = writers[protocol];
  if (!outcome.ok) return error(outcome, requestId);
  if (!schema) throw new Error('No operation is answered that nobody knows.');
  return output(schema, outcome.output, requestId);
}

interface Writer {
  output: (operation: StaticOperationSchema, output: JsonObject, requestId: string) => WrittenAnswer;
  error: (refused: Refused, requestId: string) => WrittenAnswer;
}

const xmlHeaders = (requestId: string) => ({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId });
const outputOf = ([, , , , , output]: StaticOperationSchema): NormalizedSchema => NormalizedSchema.of(output);

const jsonRpc = (version: '1.0' | '1.1'): Writer => {
  const headersOf = (requestId: string) => ({
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': requestId,
  });
  return {
    output(operation, output, requestId) {
      const schema = outputOf(operation);
      const body = schema.isUnitSchema() ? '{}' : JSON.stringify(writeJson(schema, output, 'memberName'));
      return { status: 200, headers: headersOf(requestId), body };
    },
    error: ({ code, message, status }, requestId) => ({
      ...{ status, headers: headersOf(requestId) },
      body: JSON.stringify({ __type: code, message }),
    }),
  };
};

const awsQuery: Writer = {
  output(operation, output, requestId) {
    const schema = outputOf(operation);
    const name = operation[2];
    const result = schema.isUnitSchema() ? '' : element(`${name}Result`, writeMembers(schema, output));
    const metadata = element('ResponseMetadata', textElement('RequestId', requestId));
    return {
      status: 200,
      headers: xmlHeaders(requestId),
      body: declaration + element(`${name}Response`, result + metadata),
    };
  },
  error({ code, message, status }, requestId) {
    const error = [textElement('Type', 'Sender'), textElement('Code', code), textElement('Message', message)];
    const body = element('Error', error.join('')) + textElement('RequestId', requestId);
    return { status, headers: xmlHeaders(requestId), body: declaration + element('ErrorResponse', body) };
  },
};

const ec2Query: Writer = {
  output(operation, output, requestId) {
    const members = writeMembers(outputOf(operation), output);
    const body = element(`${operation[2]}Response`, textElement('requestId', requestId) + members);
    return { status: 200, headers: xmlHeaders(requestId), body: declaration + body };
  },
  error({ code, message, status }, requestId) {
    const error = element('Error', textElement('Code', code) + textElement('Message', message));
    const body = element('Errors', error) + textElement('RequestID', requestId);
    return { status, headers: xmlHeaders(requestId), body: declaration + element('Response', body) };
  },
};

const restJson: Writer = {
  output(operation, output, requestId) {
    const { status, headers, body } = restParts(operation, output);
    const text = JSON.stringify(writeJson(outputOf(operation), body, 'jsonName'));
    const own = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
    return { status, headers: { ...own, ...headers }, body: status === 204 ? '' : text };
  },
  error: ({ code, message, status }, requestId) => ({
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': code,
    },
    body: JSON.stringify({ Type: 'User', Message: message, message }),
  }),
};

const restXml: Writer = {
  output(operation, output, requestId) {
    const { status, headers, body } = restParts(operation, output);
    const schema = outputOf(operation);
    const own = { 'content-type': 'application/xml', 'x-amz-request-id': requestId };
    return { status, headers: { ...own, ...headers }, body: xmlBody(schema, body, operation[2]) };
  },
  error({ code, message, status }, requestId) {
    const error = textElement('Code', code) + textElement('Message', message);
    const body = element('Error', error + textElement('RequestId', requestId));
    return {
      status,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
      body: declaration + body,
    };
  },
};

/** What stands in the headers, and what is left for the body. */
function restParts(operation: StaticOperationSchema, output: JsonObject) {
  const traits = operation[3];
  const [, , status = 200] = (typeof traits === 'object' && traits.http) || [];
  const members = outputOf(operation).isUnitSchema() ? [] : membersIn(outputOf(operation), output);
  const inHeaders = members.flatMap(([name, schema, value]) => {
    const { httpHeader } = schema.getMergedTraits();
    return httpHeader === undefined ? [] : [{ name, header: [httpHeader, writeText(schema, value, 6)] }];
  });
  const left = members.filter(([name]) => !inHeaders.some((one) => one.name === name));
  return {
    status,
    headers: Object.fromEntries(inHeaders.map(({ header }) => header)) as Record<string, string>,
    body: Object.fromEntries(left.map(([name, , value]) => [name, value])),
  };
}

/** The one member that is the body, or all of them under the name of the output. */
function xmlBody(schema: NormalizedSchema, output: JsonObject, operation: string): string {
  const members = schema.isUnitSchema() ? [] : membersIn(schema, output);
  const payload = members.find(([, member]) => member.getMergedTraits().httpPayload);
  if (payload) {
    const [name, member, value] = payload;
    if (!member.isStructSchema()) return String(value);
    const own = member.getMergedTraits().xmlName ?? name;
    return declaration + element(own, writeMembers(member, value));
  }
  if (members.length === 0) return '';
  const own = schema.getMergedTraits().xmlName ?? `${operation}Result`;
  return declaration + element(own, writeMembers(schema, output));
}

const writers: Readonly<Record<Protocol, Writer>> = {
  awsJson1_0: jsonRpc('1.0'),
  awsJson1_1: jsonRpc('1.1'),
  awsQuery,
  ec2Query,
  restJson1: restJson,
  restXml,
};

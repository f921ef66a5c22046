import type { Json, JsonObject } from '../lib/json.ts';
import { commonAccessErrors } from './access-errors.ts';
import { readForm } from './form.ts';
import { malformed, type Protocol } from './protocol.ts';
import { declaration, element, text } from './xml.ts';

/** The AWS Query protocol: a form in, XML out. */
export function awsQuery(version: string, namespace: string, accessErrors = commonAccessErrors): Protocol {
  return {
    accessErrors,
    parse({ body }) {
      const { Action: operation, Version: asked, ...input } = readForm(body.toString());
      return typeof operation === 'string' && asked === version
        ? { kind: 'call', operation, input, body }
        : malformed('InvalidAction', `NotImplementedLocally: action ${operation}, version ${asked}`, 501);
    },
    write(answer, { operation, requestId }) {
      const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
      const attributes = ` xmlns="${namespace}"`;
      if (answer.kind === 'output') {
        const result = membersOf(answer.output);
        const metadata = element('ResponseMetadata', [text('RequestId', requestId)]);
        const body = element(
          `${operation}Response`,
          [element(`${operation}Result`, result), metadata],
          attributes,
        );
        return { status: 200, headers, body: declaration + body };
      }
      const { code, message, status = 400 } = answer;
      const error = element('Error', [text('Type', 'Sender'), text('Code', code), text('Message', message)]);
      const body = element('ErrorResponse', [error, text('RequestId', requestId)], attributes);
      return { status, headers, body: declaration + body };
    },
  };
}

const membersOf = (value: JsonObject): string[] =>
  Object.entries(value).map(([name, member]) => written(name, member));

function written(name: string, value: Json): string {
  if (Array.isArray(value))
    return element(
      name,
      value.map((one) => written('member', one)),
    );
  return value !== null && typeof value === 'object' ? element(name, membersOf(value)) : text(name, value);
}

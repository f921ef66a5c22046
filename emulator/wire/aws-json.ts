import { parseObject } from '../lib/json.ts';
import { commonAccessErrors } from './access-errors.ts';
import { malformed, type Protocol } from './protocol.ts';

/** AWS JSON 1.0 and 1.1: the operation is in `X-Amz-Target`, the input is the body. */
export function awsJson(version: '1.0' | '1.1', target: string, accessErrors = commonAccessErrors): Protocol {
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  return {
    accessErrors,
    parse({ headers: { 'x-amz-target': asked = '', 'content-type': type = '' }, body }) {
      const [prefix, operation = ''] = String(asked).split('.');
      if (prefix !== target || !/^[A-Za-z]+$/.test(operation))
        return malformed('UnknownOperationException', `NotImplementedLocally: X-Amz-Target ${asked}`, 501);
      if (type !== headers['content-type'])
        return malformed('SerializationException', `NotImplementedLocally: content type ${type}`, 501);
      const input = parseObject(body.toString());
      return input
        ? { kind: 'call', operation, input, body }
        : malformed('SerializationException', 'The body is not a JSON object.');
    },
    write(answer, { requestId }) {
      const shared = { ...headers, 'x-amzn-requestid': requestId };
      if (answer.kind === 'output')
        return { status: 200, headers: shared, body: JSON.stringify(answer.output) };
      const { code, message, status = 400, fields } = answer;
      return { status, headers: shared, body: JSON.stringify({ __type: code, message, ...fields }) };
    },
  };
}

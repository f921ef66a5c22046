import { splitOnce } from '../../lib/split-once.ts';
import { type AccessErrors, commonAccessErrors } from '../../wire/access-errors.ts';
import { malformed, type Protocol } from '../../wire/protocol.ts';

const accessErrors: AccessErrors = {
  ...commonAccessErrors,
  denied: { code: 'AccessDeniedException', status: 403 },
};

const invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda's REST: of it, the call of a function. */
export const restJson: Protocol = {
  accessErrors,
  parse({ method, url, headers, body }) {
    const [path = '', search = ''] = splitOnce(url, '?');
    const [, name] = invocations.exec(path) ?? [];
    if (method !== 'POST' || name === undefined)
      return malformed('UnknownOperationException', `NotImplementedLocally: ${method} ${path}`, 501);
    const fields = Object.entries(headers).filter(([header]) => Object.hasOwn(headerFields, header));
    const input = {
      FunctionName: decodeURIComponent(name),
      ...Object.fromEntries(new URLSearchParams(search)),
      ...Object.fromEntries(fields.map(([header, value]) => [headerFields[header], String(value)])),
    };
    return { kind: 'call', operation: 'Invoke', input, body };
  },
  write(answer, { requestId }) {
    const shared = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
    if (answer.kind === 'output')
      return { status: 200, headers: shared, body: JSON.stringify(answer.output) };
    const { code, message, status = 400, fields } = answer;
    const body = JSON.stringify({ Type: 'User', Message: message, message, ...fields });
    return { status, headers: { ...shared, 'x-amzn-errortype': code }, body };
  },
};

const headerFields: Readonly<Record<string, string>> = {
  'x-amz-client-context': 'ClientContext',
  'x-amz-durable-execution-name': 'DurableExecutionName',
  'x-amz-invocation-type': 'InvocationType',
  'x-amz-log-type': 'LogType',
  'x-amz-tenant-id': 'TenantId',
};

import type { JsonObject } from '../../lib/json.ts';
import type { AccessErrors } from '../../wire/access-errors.ts';
import { malformed, type Protocol } from '../../wire/protocol.ts';
import { declaration, element, text } from '../../wire/xml.ts';
import { type Unchunked, unchunk } from './aws-chunked.ts';
import { parseS3Request } from './request.ts';

const accessErrors: AccessErrors = {
  denied: { code: 'AccessDenied', status: 403 },
  unverified: {
    unsigned: 'AccessDenied',
    malformed: 'AuthorizationHeaderMalformed',
    unsupported: 'NotImplementedLocally',
    skewed: 'RequestTimeTooSkewed',
    'unknown-key': 'InvalidAccessKeyId',
    expired: 'ExpiredToken',
    'payload-mismatch': 'XAmzContentSHA256Mismatch',
    'signature-mismatch': 'SignatureDoesNotMatch',
  },
};

/** S3: method, path, query and headers are the call. Its handlers write their own answers; errors are written here. */
export const restXml: Protocol = {
  accessErrors,
  parse({ method, url, headers, body }) {
    const content = contentOf(headers, body);
    if (!content) return malformed('IncompleteBody', 'The aws-chunked body is not what its lengths say.');
    try {
      const { operation, input } = parseS3Request(method, url, { ...headers, ...content.trailers });
      return { kind: 'call', operation, input: input satisfies JsonObject, body: content.body };
    } catch (error) {
      if (error instanceof URIError) return malformed('InvalidURI', "Couldn't parse the specified URI.");
      throw error;
    }
  },
  write(answer, { requestId }) {
    const headers = { 'content-type': 'application/xml', 'x-amz-request-id': requestId };
    if (answer.kind === 'output') throw new Error('An S3 operation answers with headers and a body.');
    const { code, message, status = 400 } = answer;
    const body = element('Error', [
      text('Code', code),
      text('Message', message),
      text('RequestId', requestId),
    ]);
    return { status, headers, body: declaration + body };
  },
};

function contentOf(headers: NodeJS.Dict<string | string[]>, body: Buffer): Unchunked | undefined {
  const length = headers['x-amz-decoded-content-length'];
  return length === undefined ? { body, trailers: {} } : unchunk(body, Number(length));
}

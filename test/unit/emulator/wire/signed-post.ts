import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { adminRole, type Running, region } from './running-endpoint.ts';

/** A signed POST for services whose SDK client the project does not install. */
export async function signedPost(
  { endpoint, credentials }: Running,
  service: string,
  headers: Record<string, string>,
  body: string,
  roleArn = adminRole,
): Promise<{ status: number; text: string }> {
  const signer = new SignatureV4({
    credentials: credentials.issue({ roleArn, sessionName: 'session-1' }),
    region,
    service,
    sha256: Sha256,
  });
  const { host, hostname } = new URL(endpoint.url);
  const signed = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    path: '/',
    query: {},
    headers: { ...headers, host },
    body,
  });
  const { host: _, ...sent } = signed.headers;
  const response = await fetch(endpoint.url, { method: 'POST', headers: sent, body });
  return { status: response.status, text: await response.text() };
}

/** AWS JSON 1.0 as the SQS client sends it. */
export async function sqsCall(
  running: Running,
  operation: string,
  input: object,
  roleArn = adminRole,
): Promise<Record<string, unknown>> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AmazonSQS.${operation}`,
  };
  return JSON.parse((await signedPost(running, 'sqs', headers, JSON.stringify(input), roleArn)).text);
}

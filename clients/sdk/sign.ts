import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface Signing {
  region: string;
  credentials: () => Promise<Credentials>;
}

export interface Call {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

/** SigV4 for API Gateway: who calls is proved by the signature, so it is nowhere in the body. */
export async function signCall(
  { region, credentials }: Signing,
  call: Call,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: call.method,
    protocol: call.url.protocol,
    hostname: call.url.hostname,
    path: call.url.pathname,
    query: Object.fromEntries(call.url.searchParams),
    headers: { ...call.headers, host: call.url.host },
    ...(call.body === undefined ? {} : { body: call.body }),
  });
  return headers;
}

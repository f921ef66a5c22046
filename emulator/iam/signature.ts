import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { splitOnce } from '../lib/split-once.ts';
import { type Authorization, parseAuthorization } from './authorization-header.ts';
import { dateOf, headerOf, type SignedRequest } from './signed-request.ts';

/** Signs the request again, over exactly the headers that its Authorization names. */
export async function signatureOf(
  request: SignedRequest,
  { accessKeyId, scope, signedHeaders }: Authorization,
  secretAccessKey: string,
): Promise<string | undefined> {
  const [path = '/', search = ''] = splitOnce(request.url, '?');
  const query = parseQuery(search);
  if (!query) return undefined;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region: scope.region,
    service: scope.service,
    sha256: Sha256,
    applyChecksum: false,
    // S3 signs the path as it stands; every other service signs it escaped once more.
    uriEscapePath: scope.service !== 's3',
  });
  const again = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: 'unused.invalid',
      path,
      query,
      headers: Object.fromEntries(signedHeaders.map((name) => [name, headerOf(request, name)])),
      body: request.body,
    },
    { signingDate: dateOf(headerOf(request, 'x-amz-date')), signableHeaders: new Set(signedHeaders) },
  );
  return parseAuthorization(again.headers.authorization ?? '')?.signature;
}

function parseQuery(search: string): Record<string, string[]> | undefined {
  const query = new Map<string, string[]>();
  try {
    for (const pair of search.split('&').filter(Boolean)) {
      const [name = '', value = ''] = splitOnce(pair, '=').map(decodeURIComponent);
      query.set(name, [...(query.get(name) ?? []), value]);
    }
  } catch {
    return undefined;
  }
  return Object.fromEntries(query);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import { type Authorization, parseAuthorization } from './authorization-header.ts';
import type { Principal } from './principal.ts';
import { signatureOf } from './signature.ts';
import { dateOf, headerOf, type SignedRequest } from './signed-request.ts';

export interface Secret {
  secretAccessKey: string;
  /** Temporary credentials: the request must carry the same token. */
  sessionToken?: string;
  principal: Principal;
}

export type SecretFor = (accessKeyId: string) => Secret | undefined;

export type Verification =
  | { kind: 'verified'; principal: Principal; accessKeyId: string; region: string; service: string }
  | { kind: 'refused'; reason: RefusalReason; message: string };

export type RefusalReason =
  | 'unsigned'
  | 'malformed'
  | 'unsupported'
  | 'skewed'
  | 'unknown-key'
  | 'expired'
  | 'payload-mismatch'
  | 'signature-mismatch';

const refused = (reason: RefusalReason, message: string): Verification => ({
  kind: 'refused',
  reason,
  message,
});

const maxSkewMinutes = 5;
const contentHash = 'x-amz-content-sha256';
/** The body's own checksums protect it then; S3 alone accepts these. */
const unsignedPayloads = new Set(['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER']);

export async function verifySigV4(
  request: SignedRequest,
  secretFor: SecretFor,
  now: Date,
): Promise<Verification> {
  const { authorization: header } = request.headers;
  if (!header) return refused('unsigned', 'Missing Authentication Token');
  const authorization = parseAuthorization(header);
  if (!authorization)
    return refused('malformed', 'The Authorization header is not in the form of AWS4-HMAC-SHA256.');

  const problem =
    problemOfHeaders(request, authorization) ??
    problemOfDate(request, authorization, now) ??
    problemOfPayload(request, authorization);
  if (problem) return problem;

  const secret = secretFor(authorization.accessKeyId);
  if (!secret || !same(secret.sessionToken ?? '', headerOf(request, 'x-amz-security-token')))
    return refused('unknown-key', 'The security token included in the request is invalid.');

  const expected = await signatureOf(request, authorization, secret.secretAccessKey);
  if (expected === undefined) return refused('malformed', 'The query string is not percent-encoded UTF-8.');
  if (!same(expected, authorization.signature))
    return refused(
      'signature-mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    );
  const { session } = secret.principal;
  if (session && session.expires <= now)
    return refused('expired', 'The security token included in the request is expired');
  const { region, service } = authorization.scope;
  return {
    kind: 'verified',
    principal: secret.principal,
    accessKeyId: authorization.accessKeyId,
    region,
    service,
  };
}

function problemOfHeaders({ headers }: SignedRequest, { signedHeaders }: Authorization) {
  const signed = new Set(signedHeaders);
  if (!signed.has('host'))
    return refused('malformed', "'Host' must be a 'SignedHeader' in the Authorization.");
  const absent = signedHeaders.find((name) => headers[name] === undefined);
  if (absent !== undefined) return refused('malformed', `The signed header ${absent} is not in the request.`);
  const unsigned = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !signed.has(name));
  if (unsigned !== undefined)
    return refused(
      'malformed',
      `There were headers present in the request which were not signed: ${unsigned}`,
    );
  return undefined;
}

function problemOfDate(request: SignedRequest, { scope }: Authorization, now: Date) {
  const text = headerOf(request, 'x-amz-date');
  const [, day, hour] = /^(\d{8})T(\d{6})Z$/.exec(text) ?? [];
  if (!day || !hour) return refused('malformed', "Date must be in ISO-8601 'basic format', in X-Amz-Date.");
  if (day !== scope.date)
    return refused(
      'malformed',
      `Date in Credential scope does not match X-Amz-Date: ${scope.date} != ${day}.`,
    );
  const skew = now.getTime() - dateOf(text).getTime();
  const side = skew > 0 ? 'expired' : 'not yet current';
  if (!(Math.abs(skew) <= maxSkewMinutes * 60_000))
    return refused(
      'skewed',
      `Signature ${side}: ${text} is more than ${maxSkewMinutes} minutes from ${now.toISOString()}.`,
    );
  return undefined;
}

function problemOfPayload(request: SignedRequest, { scope }: Authorization) {
  const claimed = headerOf(request, contentHash);
  if (claimed === '' || claimed === createHash('sha256').update(request.body).digest('hex')) return undefined;
  if (unsignedPayloads.has(claimed) && scope.service === 's3') return undefined;
  return /^[0-9a-f]{64}$/.test(claimed)
    ? refused('payload-mismatch', `The provided ${contentHash} header does not match what was computed.`)
    : refused('unsupported', `NotImplementedLocally: ${contentHash} ${claimed} is not implemented`);
}

/** Compares digests: equal length and constant time, whatever the texts are. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

import type { Authority } from '../iam/authority.ts';
import type { SignedRequest } from '../iam/signed-request.ts';
import { type SecretFor, verifySigV4 } from '../iam/sigv4.ts';
import { accessDenied, notVerified } from './access-errors.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { missingFrom, notImplemented } from './implemented.ts';
import type { HttpAnswer, Protocol } from './protocol.ts';
import type { SdkService, SdkServices } from './sdk-service.ts';
import type { ServiceAnswer, ServiceCall, SignedCall } from './service-call.ts';

/** What came of one SDK call, for whoever watches the emulator. */
export interface CallSeen {
  service: string;
  operation: string;
  roleArn: string;
  /** The error's code; absent when it succeeded. */
  failed?: string;
}

export interface CallHandling {
  services: SdkServices;
  authority: Pick<Authority, 'decide'>;
  secretFor: SecretFor;
  now: () => Date;
  randomUuid: () => string;
  /** The caller gets its answer when this is done. */
  onCall?: (seen: CallSeen) => unknown;
}

/** Who calls, what is called, may they, and only then: the answer. */
export async function answerCall(request: SignedRequest, handling: CallHandling): Promise<HttpAnswer> {
  const { services, secretFor, now, randomUuid, onCall } = handling;
  const requestId = randomUuid();
  const verified = await verifySigV4(request, secretFor, now());
  // Before a signature is verified, its scope is but a hint at the form in which the caller can read an error.
  const name = verified.kind === 'verified' ? verified.service : statedService(request);
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  const protocol = service?.protocol ?? protocolOf(request);
  const unread = { operation: '', requestId };
  if (verified.kind === 'refused')
    return protocol.write(notVerified(protocol.accessErrors, verified), unread);
  if (!service) return protocol.write(notImplemented(`service ${name}`), unread);

  const parsed = protocol.parse(request);
  if (parsed.kind === 'malformed') return protocol.write(parsed.answer, unread);

  const { region, principal } = verified;
  const { operation, input, body: rawBody } = parsed;
  const call = {
    service: name,
    operation,
    input,
    principal,
    region,
    requestHeaders: request.headers,
    rawBody,
  };
  const answer = await decideAndHandle(call, service, handling);
  const failed = answer.kind === 'failure' ? { failed: answer.code } : {};
  await onCall?.({ service: name, operation, roleArn: principal.roleArn, ...failed });
  if (answer.kind !== 'http') return protocol.write(answer, { operation, requestId });
  return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': requestId } };
}

async function decideAndHandle(
  call: SignedCall,
  { protocol, operations, needs, handle }: SdkService,
  { authority }: CallHandling,
): Promise<ServiceAnswer> {
  for (const need of needs(call)) {
    const decision = authority.decide(call.principal, need);
    if (decision.kind === 'denied') return accessDenied(protocol.accessErrors, decision.reason);
  }
  const may: ServiceCall['may'] = (need) => authority.decide(call.principal, need).kind === 'allowed';
  return missingFrom(operations, call) ?? handle({ ...call, may });
}

const statedService = ({ headers }: SignedRequest): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9-]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

/** A service that is not here is refused by name, in a form that its client can read: those that send forms read XML. */
const protocolOf = ({ headers }: SignedRequest): Protocol =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    ? awsQuery('', '')
    : awsJson('1.0', '');

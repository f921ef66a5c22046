import type { Authority } from '../iam/authority.ts';
import type { SignedRequest } from '../iam/signed-request.ts';
import { type SecretFor, verifySigV4 } from '../iam/sigv4.ts';
import { accessDenied, unverified } from './access-errors.ts';
import { notImplemented } from './implemented.ts';
import type { HttpAnswer } from './protocol.ts';
import { protocolOf } from './protocols.ts';
import type { Service, ServiceAnswer, ServiceCall, SignedCall } from './service-call.ts';

/** What came of one SDK call, for whoever watches the runtime. */
export interface CallSeen {
  service: string;
  operation: string;
  roleArn: string;
  /** The error's code; absent when it succeeded. */
  failed?: string;
}

export interface CallHandling {
  services: Readonly<Record<string, Service>>;
  authority: Authority;
  secretFor: SecretFor;
  now: () => Date;
  randomUuid: () => string;
  /** The caller gets its answer when this is done. */
  onCall?: (seen: CallSeen) => unknown;
}

/** Who calls, what is called, may they, and only then: the answer. */
export async function answerCall(request: SignedRequest, handling: CallHandling): Promise<HttpAnswer> {
  const { secretFor, now, randomUuid, onCall } = handling;
  const requestId = randomUuid();
  const verified = await verifySigV4(request, secretFor, now());
  // Before a signature is verified, its scope is but a hint at the form in which the caller can read an error.
  const service = verified.kind === 'verified' ? verified.service : claimedService(request);
  const protocol = protocolOf(service);
  const unread = { operation: '', requestId };
  if (verified.kind === 'refused') return protocol.write(unverified(service, verified), unread);

  const parsed = protocol.parse(request);
  if (parsed.kind === 'malformed') return protocol.write(parsed.answer, unread);

  const { region, principal } = verified;
  const { operation, input, body: rawBody } = parsed;
  const call = { service, operation, input, principal, region, requestHeaders: request.headers, rawBody };
  const answer = await decideAndHandle(call, handling);
  const failed = answer.kind === 'failure' ? { failed: answer.code } : {};
  await onCall?.({ service, operation, roleArn: principal.roleArn, ...failed });
  if (answer.kind !== 'http') return protocol.write(answer, { operation, requestId });
  return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': requestId } };
}

async function decideAndHandle(
  call: SignedCall,
  { services, authority }: CallHandling,
): Promise<ServiceAnswer> {
  const service = services[call.service];
  if (!service) return notImplemented(`service ${call.service}`);
  for (const need of service.needs(call)) {
    const decision = authority.decide(call.principal, need);
    if (decision.kind === 'denied') return accessDenied(call.service, decision.reason);
  }
  const may: ServiceCall['may'] = (need) => authority.decide(call.principal, need).kind === 'allowed';
  return service.handle({ ...call, may });
}

const claimedService = ({ headers }: SignedRequest): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9-]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

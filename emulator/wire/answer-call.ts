import type { Authority } from '../iam/authority.ts';
import { accountOf, type Principal } from '../iam/principal.ts';
import type { SignedRequest } from '../iam/signed-request.ts';
import { type SecretFor, verifySigV4 } from '../iam/sigv4.ts';
import type { JsonObject } from '../lib/json.ts';
import { attempt } from '../lib/not-implemented-locally.ts';
import { accessDenied, notVerified } from './access-errors.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { missingFrom, notImplemented } from './implemented.ts';
import type { HttpAnswer, Protocol } from './protocol.ts';
import type { SdkService, SdkServices } from './sdk-service.ts';
import type { ServiceAnswer, ServiceCall, SignedCall } from './service-call.ts';
import type { Target, TargetCall } from './target.ts';

/** What came of one SDK call, for whoever watches the emulator. */
export interface CallSeen {
  service: string;
  operation: string;
  roleArn: string;
  /** The role that assumed this one for the call. */
  assumedBy?: string;
  /** The error's code; absent when it succeeded. */
  failed?: string;
}

/** Somebody wanted to become a role: the caller's call, what it asked for, and what it got. */
export interface RoleTaken {
  call: Pick<
    TargetCall,
    'account' | 'region' | 'service' | 'principal' | 'request' | 'requestId' | 'accessKeyId' | 'now'
  >;
  input: JsonObject;
  answer: ServiceAnswer;
}

export interface CallHandling {
  services: SdkServices;
  authority: Pick<Authority, 'decide' | 'hasRole' | 'setInlinePolicy' | 'boundaryOf'> & {
    setBoundary: (roleArn: string, policyArn: string | undefined) => void;
  };
  /** What answers a caller instead of these services. STS alone always does. */
  targetOf?: (principal: Principal) => Target | undefined;
  secretFor: SecretFor;
  now: () => Date;
  randomUuid: () => string;
  /** The caller gets its answer when this is done. */
  onCall?: (seen: CallSeen) => unknown;
  /** Told of each AssumeRole that was understood, done or not. */
  onRoleTaken?: (taken: RoleTaken) => void;
}

/** Who calls, what is called, may they, and only then: the answer. */
export async function answerCall(request: SignedRequest, handling: CallHandling): Promise<HttpAnswer> {
  const { services, secretFor, now, randomUuid } = handling;
  const requestId = randomUuid();
  const verified = await verifySigV4(request, secretFor, now());
  // Before a signature is verified, its scope is but a hint at the form in which the caller can read an error.
  const name = verified.kind === 'verified' ? verified.service : statedService(request);
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  const protocol = service?.protocol ?? protocolOf(request);
  const unread = { operation: '', requestId };
  if (verified.kind === 'refused')
    return protocol.write(notVerified(protocol.accessErrors, verified), unread);
  const target = name === 'sts' ? undefined : handling.targetOf?.(verified.principal);
  if (target) return answerByTarget(target, { ...verified, request, requestId }, handling);
  if (!service) return protocol.write(notImplemented(`service ${name}`), unread);

  const parsed = protocol.parse(request);
  if (parsed.kind === 'malformed') return protocol.write(parsed.answer, unread);

  const { region, principal, accessKeyId } = verified;
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
  if (name === 'sts' && operation === 'AssumeRole') {
    const account = accountOf(principal);
    const made = { account, region, service: name, principal, request, requestId, accessKeyId, now: now() };
    handling.onRoleTaken?.({ call: made, input, answer });
  }
  await tell(call, answer.kind === 'failure' ? answer.code : undefined, handling);
  if (answer.kind !== 'http') return protocol.write(answer, { operation, requestId });
  return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': requestId } };
}

async function answerByTarget(
  target: Target,
  call: Pick<TargetCall, 'principal' | 'service' | 'region' | 'request' | 'requestId' | 'accessKeyId'>,
  handling: CallHandling,
): Promise<HttpAnswer> {
  const { authority, now } = handling;
  const { principal, service, region, request, requestId, accessKeyId } = call;
  const { operation, failed, ...answer } = await target({
    ...{ principal, service, region, request, requestId, accessKeyId },
    account: accountOf(principal),
    now: now(),
    decide: (need) => authority.decide(principal, need),
    roles: {
      has: authority.hasRole,
      setInlinePolicy: (...given) =>
        attempt(() => ({ ok: true, value: authority.setInlinePolicy(...given) })),
      setBoundary: (...given) => attempt(() => ({ ok: true, value: authority.setBoundary(...given) })),
      boundaryOf: authority.boundaryOf,
    },
  });
  await tell({ ...call, operation }, failed, handling);
  return answer;
}

async function tell(
  { service, operation, principal }: Pick<SignedCall, 'service' | 'operation' | 'principal'>,
  failed: string | undefined,
  { onCall }: CallHandling,
): Promise<void> {
  const { roleArn, session } = principal;
  await onCall?.({
    ...{ service, operation, roleArn },
    ...(session ? { assumedBy: session.assumedBy } : {}),
    ...(failed === undefined ? {} : { failed }),
  });
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

import { type SecretFor, verifySigV4 } from '../../iam/sigv4.ts';
import type { InvocationAnswer } from '../lambda/plugin.ts';
import { type ApiSpec, arnOfApi } from './api-spec.ts';
import type { Incoming } from './incoming.ts';
import type { MayCall } from './invoke-access.ts';
import { type MatchedRoute, routeMatcher } from './match-route.ts';
import { type Caller, proxyEvent } from './proxy-event.ts';
import { gatewayMessage, internalServerError, type Outgoing, proxyResponse } from './proxy-response.ts';

export interface ApiOptions {
  api: ApiSpec;
  secretFor: SecretFor;
  mayCall: MayCall;
  invoke: (
    functionArn: string,
    event: unknown,
    timeoutMilliseconds: number,
  ) => Promise<InvocationAnswer | 'too-late'>;
  now: () => Date;
  /** The callers' clock: they live outside, where no test moves time on. */
  callersNow: () => Date;
  newRequestId: () => string;
}

const forbidden = gatewayMessage(403, 'Forbidden');
const notFound = gatewayMessage(404, 'Not Found');
const unavailable = gatewayMessage(503, 'Service Unavailable');

/** API Gateway from the request to the function and back. */
export function apiGateway(options: ApiOptions): (incoming: Incoming) => Promise<Outgoing> {
  const { api, now, newRequestId } = options;
  const match = routeMatcher(api.routes);
  return async (incoming) => {
    const matched = match(incoming.method, incoming.path);
    if (!matched) return notFound;
    const access = await authorize(incoming, matched, options);
    if (access === 'forbidden') return forbidden;
    // In AWS the caller sees no more than this when the permission is missing.
    if (!matched.route.mayInvoke) return internalServerError;
    const requestId = newRequestId();
    const event = proxyEvent({ api, incoming, matched, caller: access, requestId, at: now() });
    const answer = await options.invoke(matched.route.functionArn, event, matched.route.timeoutMilliseconds);
    const outgoing = outgoingOf(answer);
    return { ...outgoing, headers: { ...outgoing.headers, 'apigw-requestid': requestId } };
  };
}

async function authorize(
  { method, path, query, headers, body }: Incoming,
  { route }: MatchedRoute,
  { api, secretFor, mayCall, callersNow }: ApiOptions,
): Promise<Caller | undefined | 'forbidden'> {
  if (route.authorization === 'NONE') return undefined;
  const url = query === '' ? path : `${path}?${query}`;
  const verified = await verifySigV4({ method, url, headers, body }, secretFor, callersNow());
  if (verified.kind === 'refused') return 'forbidden';
  if (verified.service !== 'execute-api' || verified.region !== api.region) return 'forbidden';
  const resource = `${arnOfApi(api)}/$default/${method}${path}`;
  return mayCall(verified.principal, resource) ? verified : 'forbidden';
}

function outgoingOf(answer: InvocationAnswer | 'too-late'): Outgoing {
  if (answer === 'too-late' || answer.kind === 'throttled') return unavailable;
  return answer.kind === 'failed' ? internalServerError : proxyResponse(answer.payload);
}

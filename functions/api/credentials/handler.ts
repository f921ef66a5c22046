import type { AgentCaller } from '../../../core/directory/identity.ts';
import { mayHoldSecrets } from '../../../core/execution/may-hold-secrets.ts';
import type { Request } from '../../../core/request/request.ts';
import { hasSigned } from '../../../core/vote/eligibility.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { notUsable } from '../../shared/http/not-usable.ts';
import { noSuchRequest, ownApproval, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readBody } from '../../shared/http/read-body.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { log } from '../../shared/telemetry.ts';
import { type contract, credentialsSchema } from './contract.ts';
import { giveCredentials, type Ports } from './give-credentials.ts';

export const routes = (ports: Ports): RoutesOf<typeof contract> => ({
  'POST /v1/requests/{id}/credentials': (event, caller) => credentials(ports, event, caller),
});

async function credentials(
  ports: Ports,
  event: AgentEvent,
  caller: AgentCaller,
): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const read = readBody(credentialsSchema, event);
  if (!read.ok) return read.problem;
  const { digest, parameters, token } = read.value;
  const request = await ports.requests.get(id);
  if (!ownsRequest(caller, request)) return noSuchRequest;
  const answer =
    refusalOf(request, caller.session, digest, token) ??
    (await giveCredentials(ports, request, { session: caller.session, parameters }));
  if ('slug' in answer) {
    log('credentials-refused', { request: id, why: answer.slug });
    return answer;
  }
  log('credentials-given', { request: id });
  return jsonAnswer(200, answer);
}

/** Whatever the state: none of these ever get credentials of this request. */
function refusalOf(
  request: Request,
  session: string,
  digest: string,
  token: string | undefined,
): Problem | undefined {
  if (hasSigned(request, session)) return ownApproval;
  if (digest !== request.digest) return notUsable['other-digest'](request);
  if (mayHoldSecrets(request, session, token)) return undefined;
  return {
    slug: 'other-session',
    field: '/token',
    detail:
      'Credentials are for the session that submitted this request. Ask there, or send the token that the submission returned.',
  };
}

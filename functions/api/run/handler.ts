import type { AgentCaller } from '../../../core/directory/identity.ts';
import { mayHoldSecrets } from '../../../core/execution/may-hold-secrets.ts';
import type { Executed, ExecuteNow, Order } from '../../../core/ports/execute.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { hasSigned } from '../../../core/vote/eligibility.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { notUsable } from '../../shared/http/not-usable.ts';
import { noSuchRequest, ownApproval, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readBody } from '../../shared/http/read-body.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { log } from '../../shared/telemetry.ts';
import { type contract, type Ran, runSchema } from './contract.ts';

export interface Ports {
  requests: Pick<RequestStore, 'get'>;
  execute: ExecuteNow;
}

/** API Gateway hangs up after 30 s. */
const waitMs = 20_000;

export const routes = (ports: Ports): RoutesOf<typeof contract> => ({
  'POST /v1/requests/{id}/run': (event, caller) => run(ports, event, caller),
});

async function run(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const read = readBody(runSchema, event);
  if (!read.ok) return read.problem;
  const { digest, parameters, token } = read.value;
  const request = await ports.requests.get(id);
  if (!ownsRequest(caller, request)) return noSuchRequest;
  const problem = refusalOf(request, caller.session, digest, token);
  if (problem) {
    log('run-refused', { request: id, why: problem.slug });
    return problem;
  }
  const order: Order = { v: 1, requestId: id, session: caller.session, ...(parameters && { parameters }) };
  const executed = await ports.execute(order, waitMs);
  const now = (await readAgain(ports, id, executed)) ?? request;
  if (!executed) return jsonAnswer(202, requestView(now), { location: `/v1/requests/${id}` });
  if (executed.refused) {
    log('run-refused', { request: id, why: executed.refused });
    return notUsable[executed.refused](now);
  }
  return answerWith(now, executed);
}

/** An answer that came is not lost because the table is away: it comes with the request as it stood before. */
async function readAgain({ requests }: Ports, id: string, executed: Executed | undefined) {
  try {
    return await requests.get(id);
  } catch (error) {
    if (executed?.result) return undefined;
    throw error;
  }
}

function refusalOf(
  request: Request,
  session: string,
  digest: string,
  token: string | undefined,
): Problem | undefined {
  if (hasSigned(request, session)) return ownApproval;
  if (digest !== request.digest) return notUsable['other-digest'](request);
  if (request.answersSecret && !mayHoldSecrets(request, session, token))
    return {
      slug: 'other-session',
      field: '/token',
      detail:
        'What AWS answers is for the session that submitted this request. Run it there, or send the token that the submission returned.',
    };
  return undefined;
}

function answerWith(request: Request, { state, result }: Executed): HttpAnswer | Problem {
  const { id } = request;
  // AWS answered: it ran, whatever could be written of it.
  if (state === 'done' || result) {
    const ran: Ran = { ...requestView(request), ...(result && { answer: result }) };
    return jsonAnswer(200, ran);
  }
  switch (state) {
    case 'failed': {
      const { failure } = requestView(request);
      return {
        slug: 'run-failed',
        detail:
          failure === undefined ? 'It did not run.' : `It did not run: ${failure.code}: ${failure.message}`,
        more: { id, state },
      };
    }
    default:
      return {
        slug: 'run-unknown',
        detail:
          'It may have run: AWS gave no answer. Do not run it again before somebody has looked in CloudTrail.',
        more: { id, state },
      };
  }
}

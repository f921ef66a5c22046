import type { AgentCaller } from '../../../core/directory/identity.ts';
import { type Move, reportRun, startRun } from '../../../core/execution/agent-run.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { hasSigned } from '../../../core/vote/eligibility.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownApproval, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readBody } from '../../shared/http/read-body.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { type contract, outcomeSchema, type Started, startSchema } from './contract.ts';

export interface Ports {
  requests: RequestStore;
  backoff: Backoff;
  now: () => string;
  /** A secret that nobody can guess: whoever holds it may report this run. */
  newTicket: () => string;
}

export const routes = (ports: Ports): RoutesOf<typeof contract> => ({
  'POST /v1/requests/{id}/start': (event, caller) => start(ports, event, caller),
  'POST /v1/requests/{id}/outcome': (event, caller) => report(ports, event, caller),
});

async function start(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const read = readBody(startSchema, event);
  if (!read.ok) return read.problem;
  const ticket = ports.newTicket();
  const start = { digest: read.value.digest, ticketHash: sha256(ticket) };
  const started = await move(ports, id, caller, (request) =>
    startRun(request, start, ports.now(), caller.session),
  );
  if ('slug' in started) return started;
  return jsonAnswer(200, { ...requestView(started), ticket } satisfies Started);
}

async function report(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const read = readBody(outcomeSchema, event);
  if (!read.ok) return read.problem;
  const { status, digest, ticket, detail } = read.value;
  const outcome = {
    status,
    digest,
    ticketHash: sha256(ticket),
    ...(detail === undefined ? {} : { detail }),
  };
  const reported = await move(ports, id, caller, (request) =>
    reportRun(request, outcome, ports.now(), caller.session),
  );
  return 'slug' in reported ? reported : jsonAnswer(200, requestView(reported));
}

async function move(
  ports: Ports,
  id: string,
  caller: AgentCaller,
  decide: (request: Request) => Move,
): Promise<Request | Problem> {
  const moved = await changeRequest<Request | Problem>(ports, id, (request) => {
    if (!ownsRequest(caller, request)) return { answer: noSuchRequest };
    if (hasSigned(request, caller.session)) return { answer: ownApproval };
    const outcome = decide(request);
    if (outcome.kind === 'moved')
      return { transition: outcome.transition, answer: outcome.transition.request };
    return {
      ...(outcome.kind === 'lapsed' && outcome.transition ? { transition: outcome.transition } : {}),
      answer: refusal(request, outcome),
    };
  });
  return moved ?? noSuchRequest;
}

function refusal(request: Request, outcome: Exclude<Move, { kind: 'moved' }>): Problem {
  switch (outcome.kind) {
    case 'other-digest':
      return {
        slug: 'other-digest',
        field: '/digest',
        detail: `This approval covers ${request.digest} and nothing else.`,
      };
    case 'other-ticket':
      return {
        slug: 'other-ticket',
        field: '/ticket',
        detail: 'Send the ticket that POST …/start gave when it took this approval.',
      };
    case 'not-approved':
      return {
        slug: 'wrong-state',
        detail: `The request is ${outcome.state}; only what was allowed or approved may run.`,
        more: { state: outcome.state },
      };
    case 'not-started':
      return {
        slug: 'wrong-state',
        detail: `The request is ${outcome.state}. Take the approval with POST …/start first, and run only on 200.`,
        more: { state: outcome.state },
      };
    case 'other-run':
      return {
        slug: 'other-run',
        detail:
          'Policy does not have the agent run it: `run` of the request says who does. Call POST …/run, or POST …/credentials.',
      };
    case 'used':
      return {
        slug: 'approval-used',
        detail: `The request is ${outcome.state}. Submit a new one to run the action again.`,
        more: { state: outcome.state },
      };
    case 'lapsed':
      return {
        slug: 'approval-lapsed',
        detail: 'Its window is over. Submit the request again; do not run the action.',
      };
  }
}

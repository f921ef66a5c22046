import type { AgentCaller } from '../../../core/directory/identity.ts';
import { approvalOf, type Move, reportRun, startRun } from '../../../core/execution/agent-run.ts';
import { type TicketPlace, ticketClaims } from '../../../core/execution/ticket.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { SignTicket } from '../../../core/ports/tickets.ts';
import type { Request } from '../../../core/request/request.ts';
import { type RequestView, requestView } from '../../../core/request/request-view.ts';
import { hasSigned } from '../../../core/vote/eligibility.ts';
import { type Backoff, type Change, changeRequest } from '../../shared/change-request.ts';
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
  ticketPlace: TicketPlace;
  newTicketId: () => string;
  signTicket: SignTicket;
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
  const { digest } = read.value;
  const started = await asOwner<Started>(ports, id, caller, async (request) => {
    const at = ports.now();
    const approval = approvalOf(request, digest, at, caller.session);
    if (approval.kind !== 'usable') return refused(request, approval);
    // Signed before the write: signed after it, an outage of KMS would use up the approval and give nobody a ticket. One
    // whose write loses is worth nothing: it is answered to nobody, and its hash stands on no request.
    const claims = ticketClaims(approval.request, ports.newTicketId(), ports.ticketPlace, at);
    const ticket = await ports.signTicket(claims);
    const taken = startRun(request, { digest, ticketHash: sha256(ticket) }, at, caller.session);
    return moveOf(request, taken, (after) => ({ ...requestView(after), ticket }));
  });
  return 'slug' in started ? started : jsonAnswer(200, started);
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
  const reported = await asOwner<RequestView>(ports, id, caller, (request) =>
    moveOf(request, reportRun(request, outcome, ports.now(), caller.session), requestView),
  );
  return 'slug' in reported ? reported : jsonAnswer(200, reported);
}

type Moving<A> = Change<A | Problem>;

async function asOwner<A>(
  ports: Ports,
  id: string,
  caller: AgentCaller,
  decide: (request: Request) => Moving<A> | Promise<Moving<A>>,
): Promise<A | Problem> {
  const moved = await changeRequest<A | Problem>(ports, id, (request) => {
    if (!ownsRequest(caller, request)) return { answer: noSuchRequest };
    if (hasSigned(request, caller.session)) return { answer: ownApproval };
    return decide(request);
  });
  return moved ?? noSuchRequest;
}

type NoMove = Exclude<Move, { kind: 'moved' }>;

function moveOf<A>(request: Request, move: Move, answer: (after: Request) => A): Moving<A> {
  if (move.kind !== 'moved') return refused(request, move);
  const { transition } = move;
  return { transition, answer: answer(transition.request) };
}

const refused = (request: Request, move: NoMove): Change<Problem> => ({
  ...(move.kind === 'lapsed' && move.transition ? { transition: move.transition } : {}),
  answer: refusal(request, move),
});

function refusal(request: Request, outcome: NoMove): Problem {
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

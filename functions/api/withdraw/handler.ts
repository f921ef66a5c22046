import type { AgentCaller } from '../../../core/directory/identity.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import { withdraw } from '../../../core/request/close-request.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readBody } from '../../shared/http/read-body.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { type contract, withdrawalSchema } from './contract.ts';

export interface Ports {
  requests: RequestStore;
  backoff: Backoff;
  now: () => string;
}

export const routes = (ports: Ports): RoutesOf<typeof contract> => ({
  'POST /v1/requests/{id}/withdraw': (event, caller) => takeBack(ports, event, caller),
});

async function takeBack(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const read = readBody(withdrawalSchema, event, {});
  if (!read.ok) return read.problem;
  const answer = await changeRequest<HttpAnswer | Problem>(ports, id, (request) => {
    if (!ownsRequest(caller, request)) return { answer: noSuchRequest };
    if (request.state !== 'pending') return { answer: tooLate(request.state) };
    if (request.asker !== undefined) return { answer: notTheirs };
    const transition = withdraw(request, ports.now(), read.value.reason, caller.session);
    return { transition, answer: jsonAnswer(200, requestView(transition.request)) };
  });
  return answer ?? noSuchRequest;
}

const notTheirs: Problem = {
  slug: 'wrong-state',
  detail: 'A person asked for this undo. Its agent cannot withdraw it; people decide.',
  more: { state: 'pending' },
};

const tooLate = (state: Request['state']): Problem => ({
  slug: 'wrong-state',
  detail: `The request is ${state}; only a pending one can be withdrawn.`,
  more: { state },
});

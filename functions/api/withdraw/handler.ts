import { z } from 'zod';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import { withdraw } from '../../../core/request/close-request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import type { AgentEvent, Route } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readFields } from '../../shared/http/read-fields.ts';
import { readOptionalJson } from '../../shared/http/read-optional-json.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';

export interface Ports {
  requests: RequestStore;
  backoff: Backoff;
  now: () => string;
}

const bodySchema = z.strictObject({ reason: z.string().trim().min(1).max(2_000).optional() });

export const routes = (ports: Ports): Record<string, Route> => ({
  'POST /v1/requests/{id}/withdraw': (event, caller) => takeBack(ports, event, caller),
});

async function takeBack(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const json = readOptionalJson(event.body, event.isBase64Encoded);
  if (!json.ok) return json.problem;
  const fields = readFields(bodySchema, json.value);
  if (!fields.ok) return fields.problem;
  const answer = await changeRequest<HttpAnswer | Problem>(ports, id, (request) => {
    if (!ownsRequest(caller, request)) return { answer: noSuchRequest };
    if (request.state !== 'pending') return { answer: tooLate(request.state) };
    const transition = withdraw(request, ports.now(), fields.value.reason, caller.session);
    return { transition, answer: jsonAnswer(200, requestView(transition.request)) };
  });
  return answer ?? noSuchRequest;
}

const tooLate = (state: string): Problem => ({
  slug: 'wrong-state',
  detail: `The request is ${state}; only a pending one can be withdrawn.`,
  more: { state },
});

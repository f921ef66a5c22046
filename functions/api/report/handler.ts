import { z } from 'zod';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { type Report, reportedStatuses, type Use, useSignature } from '../../../core/execution/agent-run.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { hasSigned } from '../../../core/vote/eligibility.ts';
import { changeRequest } from '../../shared/change-request.ts';
import type { AgentEvent, Route } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readFields } from '../../shared/http/read-fields.ts';
import { readJson } from '../../shared/http/read-json.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';

export interface Ports {
  requests: RequestStore;
  now: () => string;
}

const reportSchema = z.strictObject({
  status: z.enum(reportedStatuses),
  digest: z.string(),
  detail: z.string().max(2_000).optional(),
});

export const routes = (ports: Ports): Record<string, Route> => ({
  'POST /v1/requests/{id}/outcome': (event, caller) => report(ports, event, caller),
});

async function report(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const json = readJson(event.body, event.isBase64Encoded);
  if (!json.ok) return json.problem;
  const fields = readFields(reportSchema, json.value);
  if (!fields.ok) return fields.problem;
  const { status, digest, detail } = fields.value;
  const said: Report = { status, digest, ...(detail === undefined ? {} : { detail }) };

  const first = await use(ports, id, caller, said);
  // "done" without "started" before it: the signature is used first, then the outcome written; two moves, two records.
  const second = isStarted(first) && status !== 'started' ? await use(ports, id, caller, said) : first;
  return 'slug' in second ? second : jsonAnswer(200, requestView(second));
}

const isStarted = (result: Request | Problem): boolean => !('slug' in result) && result.state === 'started';

async function use(ports: Ports, id: string, caller: AgentCaller, said: Report): Promise<Request | Problem> {
  const result = await changeRequest<Request | Problem>(ports.requests, id, (request) => {
    if (!ownsRequest(caller, request)) return { answer: noSuchRequest };
    if (hasSigned(request, caller.session)) return { answer: ownSignature };
    const outcome = useSignature(request, said, ports.now(), caller.session);
    if (outcome.kind === 'transition')
      return { transition: outcome.transition, answer: outcome.transition.request };
    return {
      ...(outcome.kind === 'lapsed' && outcome.transition ? { transition: outcome.transition } : {}),
      answer: refusal(request, outcome),
    };
  });
  return result ?? noSuchRequest;
}

const ownSignature: Problem = {
  slug: 'own-signature',
  detail: 'This session acts for a person who signed the request, and nobody signs for themselves.',
};

function refusal(request: Request, outcome: Exclude<Use, { kind: 'transition' }>): Problem {
  switch (outcome.kind) {
    case 'other-digest':
      return {
        slug: 'other-digest',
        field: '/digest',
        detail: `This signature covers ${request.digest} and nothing else.`,
      };
    case 'not-signed':
      return {
        slug: 'wrong-state',
        detail: `The request is ${outcome.state}; only what was allowed or approved may run.`,
        more: { state: outcome.state },
      };
    case 'used':
      return {
        slug: 'signature-used',
        detail: `The request is ${outcome.state}. Submit a new one to run the action again.`,
        more: { state: outcome.state },
      };
    case 'lapsed':
      return {
        slug: 'signature-lapsed',
        detail: 'Its window is over. Submit the request again; do not run the action.',
      };
  }
}

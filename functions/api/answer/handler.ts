import type { AgentCaller } from '../../../core/directory/identity.ts';
import { findSecret } from '../../../core/lib/find-secret.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import { answerQuestion } from '../../../core/request/question.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { type Backoff, type Change, changeRequest } from '../../shared/change-request.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import { readBody } from '../../shared/http/read-body.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { answerSchema, type contract } from './contract.ts';

export interface Ports {
  requests: RequestStore;
  backoff: Backoff;
  now: () => string;
}

export const routes = (ports: Ports): RoutesOf<typeof contract> => ({
  'POST /v1/requests/{id}/answers': (event, caller) => answer(ports, event, caller),
});

async function answer(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const read = readBody(answerSchema, event);
  if (!read.ok) return read.problem;
  const { question, text } = read.value;
  const leaked = findSecret({ text });
  if (leaked) return secretIn(leaked.kind);
  const answered = await changeRequest<HttpAnswer | Problem>(
    ports,
    id,
    (request): Change<HttpAnswer | Problem> => {
      if (!ownsRequest(caller, request)) return { answer: noSuchRequest };
      if (request.state !== 'pending') return { answer: tooLate(request.state) };
      const outcome = answerQuestion(request, { question, text, session: caller.session }, ports.now());
      if (outcome.kind === 'answered')
        return {
          transition: outcome.transition,
          answer: jsonAnswer(200, requestView(outcome.transition.request)),
        };
      return {
        answer: outcome.kind === 'no-such-question' ? noSuchQuestion(question) : answeredBefore(question),
      };
    },
  );
  return answered ?? noSuchRequest;
}

const secretIn = (kind: string): Problem => ({
  slug: 'secret-in-parameters',
  field: '/text',
  detail: `This looks like ${kind}. Do not send it: people and records would see it.`,
});

const noSuchQuestion = (question: number): Problem => ({
  slug: 'no-such-question',
  field: '/question',
  detail: `Nobody has asked a question ${question}. GET the request: \`questions\` has their numbers.`,
});

const answeredBefore = (question: number): Problem => ({
  slug: 'already-answered',
  field: '/question',
  detail: `Question ${question} is answered, and people may have read that. Nothing was changed.`,
});

const tooLate = (state: Request['state']): Problem => ({
  slug: 'wrong-state',
  detail: `The request is ${state}: nobody waits for an answer any more.`,
  more: { state },
});

import type { AgentCaller } from '../../../core/directory/identity.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { type contract, longestWait } from './contract.ts';
import { type Ports, retryAfterSeconds, watchRequest } from './watch-request.ts';

export const routes = (ports: Ports): RoutesOf<typeof contract> => ({
  'GET /v1/requests/{id}': (event, caller) => watch(ports, event, caller),
});

async function watch(ports: Ports, event: AgentEvent, caller: AgentCaller): Promise<HttpAnswer | Problem> {
  const id = requestIdOf(event);
  if (!id) return noSuchRequest;
  const wait = event.queryStringParameters?.wait ?? '0';
  if (!/^\d{1,2}$/.test(wait) || Number(wait) > longestWait) {
    return {
      slug: 'bad-field',
      field: 'wait',
      detail: `Send whole seconds from 0 to ${longestWait}, and ask again after that.`,
    };
  }
  const isOwn = (request: Request | undefined): request is Request => ownsRequest(caller, request);
  const request = await watchRequest(ports, id, isOwn, Number(wait));
  if (!request) return noSuchRequest;
  const seconds = retryAfterSeconds(request, ports.nowMs());
  return jsonAnswer(
    200,
    requestView(request),
    seconds === undefined ? {} : { 'retry-after': String(seconds) },
  );
}

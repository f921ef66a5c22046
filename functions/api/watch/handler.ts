import type { AgentCaller } from '../../../core/directory/identity.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { isAwaited } from '../../../core/request/who-is-next.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { noSuchRequest, ownsRequest, requestIdOf } from '../../shared/http/own-request.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { type contract, longestWait } from './contract.ts';

export interface Ports {
  requests: Pick<RequestStore, 'get'>;
  sleep: (ms: number) => Promise<void>;
  nowMs: () => number;
}

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

/** One read a second: a person's decision is seen soon, 25 seconds of waiting cost 25 small reads. */
const pauseMs = 1_000;

/**
 * Most that are decided soon are decided within a minute, and an agent hears of it within a second. After that holding the
 * line would cost twenty times what asking again does: a second of it is 256 MB of memory and a read.
 */
const heldMs = 60_000;

/** The request as it stands, at once when somebody has decided, otherwise when the time is over or the request is old. */
export async function watchRequest(
  ports: Ports,
  id: string,
  mayRead: (request: Request | undefined) => request is Request,
  waitSeconds: number,
): Promise<Request | undefined> {
  const until = ports.nowMs() + waitSeconds * 1_000;
  for (;;) {
    const request = await ports.requests.get(id);
    if (!mayRead(request)) return undefined;
    const held =
      request.state === 'pending' ? Math.min(until, Date.parse(request.submittedAt) + heldMs) : until;
    if (!isAwaited(request) || ports.nowMs() + pauseMs > held) return request;
    await ports.sleep(pauseMs);
  }
}

/**
 * When to ask again about a request that is held no longer: a tenth of its age later, so that nobody waits for an answer
 * much longer than people took for it, and at most a minute. That is 73 times in its first hour.
 */
export function retryAfterSeconds(request: Request, nowMs: number): number | undefined {
  const age = nowMs - Date.parse(request.submittedAt);
  if (!isAwaited(request) || age + pauseMs <= heldMs) return undefined;
  // It runs, which takes seconds.
  if (request.state !== 'pending') return 2;
  return Math.min(60, Math.max(5, Math.round(age / 10_000)));
}

import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { Request } from '../../../core/request/request.ts';
import { formatDenial, requestView } from '../../../core/request/request-view.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { readJson } from '../../shared/http/read-body.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import {
  actionIn,
  type ReadSubmission,
  readSubmission,
  type SubmitContext,
} from '../../shared/submit/read-submission.ts';
import { type Ports, type Submitted, submitRequest } from '../../shared/submit/submit-request.ts';
import { count } from '../../shared/telemetry.ts';
import { actionRoutes } from './action-routes.ts';
import { type contract, type Evaluation, idempotencyKey, type SubmittedView } from './contract.ts';

interface Deployment extends Omit<SubmitContext, 'catalog'> {
  openCatalog: OpenCatalog;
}

export const routes = (context: Deployment, ports: Ports): RoutesOf<typeof contract> => ({
  'POST /v1/requests': (event, caller) => submit(context, ports, event, caller),
  'POST /v1/evaluate': (event, caller) => evaluate(context, ports, event, caller),
  ...actionRoutes(context.openCatalog),
});

async function submit(
  context: Deployment,
  ports: Ports,
  event: AgentEvent,
  caller: AgentCaller,
): Promise<HttpAnswer | Problem> {
  const key = event.headers['idempotency-key'];
  if (key !== undefined && !idempotencyKey.safeParse(key).success) {
    return {
      slug: 'bad-header',
      field: 'Idempotency-Key',
      detail: 'Send 1 to 128 visible ASCII characters without spaces.',
    };
  }
  const read = await readBody(context, event, caller);
  if (!read.ok) return read.problem;
  const keyId = key === undefined ? undefined : sha256(`${caller.agent.id}\n${key}`).slice(0, 32);
  return answer(await submitRequest(ports, read.submission, keyId), ports.now());
}

async function evaluate(
  context: Deployment,
  ports: Ports,
  event: AgentEvent,
  caller: AgentCaller,
): Promise<HttpAnswer | Problem> {
  const read = await readBody(context, event, caller);
  if (!read.ok) return read.problem;
  const { facts, digest, sentence } = read.submission;
  return jsonAnswer(200, { ...ports.ruleOn(facts), digest, sentence } satisfies Evaluation);
}

async function readBody(
  { openCatalog, ...context }: Deployment,
  event: AgentEvent,
  caller: AgentCaller,
): Promise<ReadSubmission> {
  const json = readJson(event.body, event.isBase64Encoded);
  if (!json.ok) return json;
  const catalog = await openCatalog(actionIn(json.value));
  return readSubmission({ ...context, catalog }, caller, json.value);
}

function answer(submitted: Submitted, now: string): HttpAnswer | Problem {
  switch (submitted.kind) {
    case 'too-many-pending':
      return {
        slug: 'too-many-pending',
        detail: 'Wait until people have decided some of them, or withdraw what is no longer needed.',
        headers: { 'retry-after': '60' },
      };
    case 'too-many-sessions':
      return {
        slug: 'too-many-sessions',
        detail: `Twenty sessions wait for request ${submitted.requestId} already. Watch that one.`,
        headers: { location: `/v1/requests/${submitted.requestId}` },
        more: { id: submitted.requestId },
      };
    case 'too-many-requests':
      return {
        slug: 'too-many-requests',
        detail: 'This agent has made as many requests in this minute as it may. Ask again in the next.',
        headers: { 'retry-after': String(60 - Number(now.slice(17, 19))) },
      };
    case 'cannot-run':
      return { slug: 'cannot-run', field: submitted.field, detail: submitted.detail };
    case 'key-reused':
      return {
        slug: 'key-reused',
        field: 'Idempotency-Key',
        detail: `It stands for request ${submitted.requestId}. Use a new key.`,
      };
    case 'request':
      return answerWith(submitted.request, now, submitted.token);
  }
}

/** 200 means that it may run now. A repetition of what is over hears how it ended, and is never leave to run it. */
function answerWith(request: Request, now: string, token?: string): HttpAnswer | Problem {
  const { id, state } = request;
  const headers = { location: `/v1/requests/${id}` };
  switch (state) {
    case 'allowed':
    case 'approved':
      if (state === 'allowed') count('RequestAllowed');
      return now < request.usableUntil
        ? jsonAnswer(
            200,
            { ...requestView(request), ...(token && { token }) } satisfies SubmittedView,
            headers,
          )
        : { slug: 'approval-lapsed', detail: lapsed, headers, more: { id } };
    case 'pending':
      count('RequestPending');
      return jsonAnswer(
        202,
        { ...requestView(request), ...(token && { token }) } satisfies SubmittedView,
        headers,
      );
    case 'refused': {
      count('RequestRefused');
      const { policies, reasons, risk } = request.ruling;
      return {
        slug: 'refused',
        detail: reasons.join(' '),
        headers,
        more: { id, state, policies, reasons, risk },
      };
    }
    case 'denied': {
      const { decision } = requestView(request);
      return {
        slug: 'denied',
        detail: `Do not run it. ${formatDenial(decision)}`.trim(),
        headers,
        more: { id, state, ...(decision && { decision }) },
      };
    }
    case 'expired':
      return {
        slug: 'expired',
        detail: `Nobody said yes in time. Do not run it. ${askAgain}`,
        headers,
        more: { id, state },
      };
    case 'withdrawn':
      return {
        slug: 'withdrawn',
        detail: `It was taken back before people decided. Do not run it. ${askAgain}`,
        headers,
        more: { id, state },
      };
    case 'lapsed':
      return { slug: 'approval-lapsed', detail: lapsed, headers, more: { id, state } };
    default:
      return { slug: 'approval-used', detail: `${used[state]} ${askAgain}`, headers, more: { id, state } };
  }
}

const askAgain = 'To ask again, use another Idempotency-Key.';
const lapsed = `Its window is over. Do not run it. ${askAgain}`;
const used = {
  running: 'Countersign is running it. Do not run it twice.',
  started: 'It was started, and its outcome is not reported yet. Do not run it twice.',
  done: 'It ran. Do not run it twice.',
  failed: 'It was to run, and failed.',
  unknown: 'It was to run, and nobody knows its outcome: it may have run.',
} as const;

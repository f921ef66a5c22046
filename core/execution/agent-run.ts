import type { Actor } from '../evidence/record.ts';
import type { Request, RequestIn } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';

export const reportedStatuses = ['started', 'done', 'failed'] as const;

/** The agent's word on an action that it runs itself. */
export interface Report {
  status: (typeof reportedStatuses)[number];
  /** What the agent ran: the signature covers nothing else. */
  digest: string;
  detail?: string;
}

export type Use =
  | { kind: 'transition'; transition: Transition }
  | { kind: 'other-digest' }
  | { kind: 'not-signed'; state: Request['state'] }
  | { kind: 'used'; state: Request['state'] }
  /** The window is over. `transition` writes it down the first time that somebody asks. */
  | { kind: 'lapsed'; transition?: Transition };

/** Rule 3: a signature is used once, inside its window, for the digest that was signed. */
export function useSignature(
  request: Request,
  report: Report,
  at: string,
  session: string = request.agent.session,
): Use {
  const by: Actor = { kind: 'agent', id: request.agent.id, session };
  if (report.digest !== request.digest) return { kind: 'other-digest' };
  switch (request.state) {
    case 'allowed':
    case 'approved':
      return at >= request.usableUntil
        ? { kind: 'lapsed', transition: lapse(request, by, at) }
        : { kind: 'transition', transition: start(request, by, at) };
    case 'started':
      return report.status === 'started'
        ? { kind: 'used', state: request.state }
        : { kind: 'transition', transition: end(request, report, by, at) };
    case 'lapsed':
      return { kind: 'lapsed' };
    case 'done':
    case 'failed':
      return { kind: 'used', state: request.state };
    default:
      return { kind: 'not-signed', state: request.state };
  }
}

function start(request: RequestIn<'allowed' | 'approved'>, by: Actor, at: string): Transition {
  const draft = { ...runnable(request), state: 'started', startedAt: at } as const;
  return advance(request, draft, { at, actor: by, via: 'api', change: { type: 'started' } });
}

function lapse(request: RequestIn<'allowed' | 'approved'>, by: Actor, at: string): Transition {
  const draft = { ...runnable(request), state: 'lapsed', endedAt: at } as const;
  return advance(request, draft, { at, actor: by, via: 'api', change: { type: 'lapsed' } });
}

function end(request: RequestIn<'started'>, { status, detail }: Report, by: Actor, at: string): Transition {
  const said = detail === undefined ? {} : { detail };
  const state = status === 'failed' ? 'failed' : 'done';
  const draft = { ...request, state, endedAt: at, ...said } as const;
  return advance(request, draft, {
    at,
    actor: by,
    via: 'api',
    change: { type: 'reported', ...said },
  });
}

/** What stays of a request once its votes are in. */
function runnable(request: RequestIn<'allowed' | 'approved'>) {
  if (request.state === 'allowed') return request;
  const { decidedAt: _, ...rest } = request;
  return rest;
}

import type { TransitionEvent } from '../evidence/record.ts';
import { runOf } from '../policy/ruling.ts';
import { lapse, withoutDecision } from '../request/close-overdue.ts';
import type { Request, RequestIn } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';

export const outcomes = ['done', 'failed'] as const;

/** The agent takes the approval, to run what it covers. */
export interface Start {
  /** What it is about to run: the approval covers nothing else. */
  digest: string;
  /** SHA-256 of the ticket that it gets for this run. Only who holds the ticket may report. */
  ticketHash: string;
}

/** The agent's word on what became of a run. */
export interface Outcome {
  status: (typeof outcomes)[number];
  digest: string;
  ticketHash: string;
  detail?: string;
}

export type Move =
  | { kind: 'moved'; transition: Transition }
  | { kind: 'other-digest' }
  | { kind: 'other-ticket' }
  | { kind: 'not-approved'; state: Request['state'] }
  | { kind: 'not-started'; state: Request['state'] }
  /** Policy has Countersign run it, or hand out credentials for it. */
  | { kind: 'other-run' }
  | { kind: 'used'; state: Request['state'] }
  /** The window is over. `transition` writes it down the first time that somebody asks. */
  | { kind: 'lapsed'; transition?: Transition };

export type Approval =
  | { kind: 'usable'; request: RequestIn<'allowed' | 'approved'> }
  | Exclude<Move, { kind: 'moved' }>;

/** Rule 3: an approval is used once, inside its window, for the digest that was signed. */
export function approvalOf(
  request: Request,
  digest: string,
  at: string,
  session: string = request.agent.session,
): Approval {
  if (digest !== request.digest) return { kind: 'other-digest' };
  switch (request.state) {
    case 'allowed':
    case 'approved':
      if (runOf(request.ruling) !== 'agent') return { kind: 'other-run' };
      return at >= request.usableUntil
        ? { kind: 'lapsed', transition: lapse(request, byAgent(request, session, at)) }
        : { kind: 'usable', request };
    case 'lapsed':
      return { kind: 'lapsed' };
    case 'running':
    case 'started':
    case 'done':
    case 'failed':
    case 'unknown':
      return { kind: 'used', state: request.state };
    default:
      return { kind: 'not-approved', state: request.state };
  }
}

export function startRun(
  request: Request,
  { digest, ticketHash }: Start,
  at: string,
  session: string = request.agent.session,
): Move {
  const approval = approvalOf(request, digest, at, session);
  if (approval.kind !== 'usable') return approval;
  const started = {
    ...withoutDecision(approval.request),
    state: 'started',
    startedAt: at,
    ticketHash,
  } as const;
  const event = { ...byAgent(request, session, at), change: { type: 'started' } } as const;
  return { kind: 'moved', transition: advance(approval.request, started, event) };
}

/** The end of a run, as often as it is told the first time: whoever took the approval tells, under whatever session name. */
export function reportRun(
  request: Request,
  { status, digest, ticketHash, detail }: Outcome,
  at: string,
  session: string = request.agent.session,
): Move {
  if (digest !== request.digest) return { kind: 'other-digest' };
  switch (request.state) {
    case 'started': {
      if (ticketHash !== request.ticketHash) return { kind: 'other-ticket' };
      const said = detail === undefined ? {} : { detail };
      return {
        kind: 'moved',
        transition: advance(
          request,
          { ...request, state: status, endedAt: at, ...said },
          { ...byAgent(request, session, at), change: { type: 'reported', ...said } },
        ),
      };
    }
    case 'done':
    case 'failed':
    case 'unknown':
      return { kind: 'used', state: request.state };
    default:
      return { kind: 'not-started', state: request.state };
  }
}

const byAgent = ({ agent }: Request, session: string, at: string): Omit<TransitionEvent, 'change'> => ({
  at,
  actor: { kind: 'agent', id: agent.id, session },
  via: 'api',
});

import type { Actor } from '../evidence/record.ts';
import { runOf } from '../policy/ruling.ts';
import { lapse, withoutDecision } from '../request/close-overdue.ts';
import type { Request } from '../request/request.ts';
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

/** Rule 3: an approval is used once, inside its window, for the digest that was signed. */
export function startRun(
  request: Request,
  { digest, ticketHash }: Start,
  at: string,
  session: string = request.agent.session,
): Move {
  if (digest !== request.digest) return { kind: 'other-digest' };
  switch (request.state) {
    case 'allowed':
    case 'approved': {
      if (runOf(request.ruling) !== 'agent') return { kind: 'other-run' };
      const actor: Actor = { kind: 'agent', id: request.agent.id, session };
      const event = { at, actor, via: 'api' };
      return at >= request.usableUntil
        ? {
            kind: 'lapsed',
            transition: lapse(request, event),
          }
        : {
            kind: 'moved',
            transition: advance(
              request,
              { ...withoutDecision(request), state: 'started', startedAt: at, ticketHash },
              { ...event, change: { type: 'started' } },
            ),
          };
    }
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
      const actor: Actor = { kind: 'agent', id: request.agent.id, session };
      return {
        kind: 'moved',
        transition: advance(
          request,
          { ...request, state: status, endedAt: at, ...said },
          { at, actor, via: 'api', change: { type: 'reported', ...said } },
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

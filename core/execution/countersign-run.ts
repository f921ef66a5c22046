import type { TransitionEvent } from '../evidence/record.ts';
import { type RunMode, runOf } from '../policy/ruling.ts';
import { lapse, unanswered, withoutDecision } from '../request/close-overdue.ts';
import type { Failure, Request, RequestIn, Result, Seen, Undoability } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';
import { approversOf } from '../vote/approvers-of.ts';
import { isQuorum } from '../vote/quorum.ts';

/** It was let through, and nobody has used it. */
export type Usable = RequestIn<'allowed' | 'approved'>;

/** Who has it run: the workflow, when people have decided, or a session of the agent. */
export type RunBy = { kind: 'agent'; id: string; session: string } | { kind: 'system'; id: string };

export type MayRun =
  | { kind: 'may'; request: Usable }
  /** It can never run: `transition` writes down why. */
  | { kind: 'failed'; transition: Transition }
  | { kind: 'lapsed'; transition?: Transition }
  | { kind: 'not-approved'; state: Request['state'] }
  | { kind: 'used'; request: Request }
  /** Policy has somebody else run it. */
  | { kind: 'other-run' }
  /** These are not the parameters that were signed. */
  | { kind: 'other-digest' };

/**
 * Rule 3, before anything is prepared: may Countersign run this request now? `digest` is made anew of all that is about to
 * run. Where the stored parameters do not give it, the request is over; where somebody presents others, only they are told. `run`: in
 * which way it is about to be used.
 */
export function mayRun(
  request: Request,
  { digest, presented }: { digest: string; presented: boolean },
  by: RunBy,
  at: string,
  run: RunMode = 'countersign',
): MayRun {
  switch (request.state) {
    case 'allowed':
    case 'approved': {
      if (runOf(request.ruling) !== run) return { kind: 'other-run' };
      if (at >= request.usableUntil) return { kind: 'lapsed', transition: lapse(request, eventOf(by, at)) };
      if (digest !== request.digest) {
        return presented
          ? { kind: 'other-digest' }
          : { kind: 'failed', transition: failUnsent(request, notAsSigned, by, at) };
      }
      return isSigned(request)
        ? { kind: 'may', request }
        : { kind: 'failed', transition: failUnsent(request, notSigned, by, at) };
    }
    case 'lapsed':
      return { kind: 'lapsed' };
    case 'running':
    case 'started':
    case 'done':
    case 'failed':
    case 'unknown':
      return { kind: 'used', request };
    default:
      return { kind: 'not-approved', state: request.state };
  }
}

/** What the vote that completed the quorum saw is counted once more, whatever the state says. */
function isSigned(request: Usable): boolean {
  if (request.ruling.decision === 'allow') return true;
  const { votes, digest, seen } = request;
  const asSigned = votes.every((vote) => vote.digest === digest && vote.seen === seen?.hash);
  const approvers = approversOf(request);
  return asSigned && approvers.length === votes.length && isQuorum(request.ruling.terms, approvers);
}

const notAsSigned: Failure = {
  code: 'digest-differs',
  message: 'What is stored of the request is not what was signed. Nothing was sent.',
};
const notSigned: Failure = {
  code: 'votes-differ',
  message: 'The votes that are stored do not approve this request as it stands. Nothing was sent.',
};

/** It leaves this state once, so it runs once: whoever does not win this write MUST NOT make the call. */
export function beginRun(request: Usable, { accessKeyId, seen }: Begin, by: RunBy, at: string): Transition {
  const first = request.seen === undefined && seen !== undefined ? { seen } : {};
  return advance(
    request,
    { ...withoutDecision(request), ...first, state: 'running', startedAt: at, accessKeyId },
    { ...eventOf(by, at), change: { type: 'running', accessKeyId, ...first } },
  );
}

export interface Begin {
  accessKeyId: string;
  /** What is there right before: kept where nobody saw it before. */
  seen: Seen | undefined;
}

/** What is there right after: undoing it later is for this, and for nothing that somebody changed since. */
export const noteSeenAfter = (request: RequestIn<'done'>, seen: Seen, undo?: Undoability): Transition =>
  advance(
    request,
    { ...request, seenAfter: seen, ...(undo && { undo }) },
    { ...eventOf(executor, seen.at), change: { type: 'looked', seen, voided: [] } },
  );

/** Nothing was sent, and nothing will be. */
export const failUnsent = (request: Usable, failure: Failure, by: RunBy, at: string): Transition =>
  advance(
    request,
    { ...withoutDecision(request), state: 'failed', endedAt: at, failure },
    { ...eventOf(by, at), change: { type: 'not-run', sent: false, failure } },
  );

/** What became of a call. */
export type Ended =
  | { kind: 'done'; result: Result; awsRequestId: string | undefined; undo?: Undoability }
  | { kind: 'failed'; sent: boolean; failure: Failure; awsRequestId: string | undefined }
  | { kind: 'unknown'; code: string };

export function endRun(request: RequestIn<'running'>, ended: Ended, at: string): Transition {
  const event = eventOf(executor, at);
  if (ended.kind === 'unknown') {
    return advance(request, unanswered(request, at), {
      ...event,
      change: { type: 'unanswered', code: ended.code },
    });
  }
  const answered = ended.awsRequestId === undefined ? {} : { awsRequestId: ended.awsRequestId };
  if (ended.kind === 'failed') {
    const { failure, sent } = ended;
    return advance(
      request,
      { ...request, state: 'failed', endedAt: at, failure, ...answered },
      { ...event, change: { type: 'not-run', sent, failure, ...answered } },
    );
  }
  const told = { result: ended.result, ...answered };
  return advance(
    request,
    { ...request, state: 'done', endedAt: at, ...told, ...(ended.undo && { undo: ended.undo }) },
    { ...event, change: { type: 'ran', ...told } },
  );
}

const executor: RunBy = { kind: 'system', id: 'execute' };

const eventOf = (actor: RunBy, at: string): Omit<TransitionEvent, 'change'> => ({
  at,
  actor,
  via: actor.kind === 'agent' ? 'api' : 'workflow',
});

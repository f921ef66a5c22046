import type { Actor, TransitionEvent } from '../evidence/record.ts';
import { isGranted, standsUntil } from './deadlines.ts';
import type { Request, RequestIn } from './request.ts';
import { advance, type Transition } from './transition.ts';

const sweep: Actor = { kind: 'system', id: 'sweep' };

/**
 * What time alone makes of a request that was let through: unused it lapses, unreported nobody knows. A request that
 * waits for people is none of these: its workflow ends it, and tells everybody.
 */
export function closeOverdue(request: Request, at: string): Transition | undefined {
  const until = standsUntil(request);
  if (until === undefined || at < until) return undefined;
  const event = { at, actor: sweep, via: 'sweep' };
  switch (request.state) {
    case 'allowed':
    case 'approved':
      return lapse(request, event);
    case 'running':
      return advance(request, unanswered(request, at), {
        ...event,
        change: { type: 'unanswered', code: 'killed' },
      });
    case 'started':
      return advance(
        request,
        { ...request, state: isUseKnown(request) ? 'done' : 'unknown', endedAt: at },
        { ...event, change: { type: isGranted(request) ? 'grant-ended' : 'unreported' } },
      );
    default:
      return undefined;
  }
}

/** Of credentials nobody reports: CloudTrail has told that what was granted was done, and of nothing else. */
const isUseKnown = (request: RequestIn<'started'>): boolean =>
  isGranted(request) && request.evidence?.kind === 'confirmed' && request.evidence.errorCode === undefined;

/** It may have run. Nobody tries again: people are told, and find out. */
export const unanswered = (request: RequestIn<'running'>, at: string) => ({
  ...request,
  state: 'unknown' as const,
  endedAt: at,
});

/** Nobody used it in its window. */
export const lapse = (
  request: RequestIn<'allowed' | 'approved'>,
  event: Omit<TransitionEvent, 'change'>,
): Transition =>
  advance(
    request,
    { ...withoutDecision(request), state: 'lapsed', endedAt: event.at },
    { ...event, change: { type: 'lapsed' } },
  );

/** When it was decided is told by the record of that move; the window says what follows from it. */
export function withoutDecision(request: RequestIn<'allowed' | 'approved'>) {
  if (request.state === 'allowed') return request;
  const { decidedAt: _, ...rest } = request;
  return rest;
}

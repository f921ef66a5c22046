import type { LookAnswer } from '../ports/look.ts';
import type { Pending, Vote } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';
import { seenAt } from './seen.ts';

/**
 * What was seen of the target stands in the request before its card is shown. Where it is another than before, nobody has
 * voted on it: the votes are void, and those who gave them are told.
 */
export function noteSeen(
  request: Pending,
  answer: LookAnswer,
  at: string,
): { transition: Transition; voided: readonly Vote[] } | undefined {
  const now = answer.kind === 'seen' ? { seen: seenAt(at, answer.value) } : { notSeen: answer.code };
  if (request.seen?.hash === now.seen?.hash && request.notSeen === now.notSeen) return undefined;
  const { seen: _, notSeen: __, votes, ...rest } = request;
  const change = { type: 'looked' as const, ...now, voided: votes.map(({ person }) => person) };
  const event = { at, actor: { kind: 'system' as const, id: 'workflow' }, via: 'workflow', change };
  return { transition: advance(request, { ...rest, ...now, votes: [] }, event), voided: votes };
}

import type { Person } from '../directory/directory.ts';
import type { Request } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';

export type TakeBackOutcome =
  | { kind: 'taken-back'; transition: Transition }
  | { kind: 'refused'; why: TakeBackRefusal };

/** Why a vote stays as it is, in words for the person who wanted it back. */
const texts = {
  'not-pending': 'This request is already decided, and your vote stays with it.',
  expired: 'The time to decide this request is over.',
  'other-digest': 'This button belongs to another version of the request.',
  'no-vote': 'You have not voted on this request.',
} as const;
export type TakeBackRefusal = keyof typeof texts;

export const formatTakeBackRefusal = (why: TakeBackRefusal): string => texts[why];

/** Until there are enough, a yes can be taken back by who gave it. A no ends the request, so there is none to take back. */
export function takeBackVote(
  request: Request,
  person: Person,
  { digest, via }: { digest: string; via: string },
  now: string,
): TakeBackOutcome {
  if (request.state !== 'pending') return refused('not-pending');
  if (now >= request.expiresAt) return refused('expired');
  if (digest !== request.digest) return refused('other-digest');
  const vote = request.votes.find((vote) => vote.person.toLowerCase() === person.id.toLowerCase());
  if (!vote) return refused('no-vote');
  const votes = request.votes.filter((other) => other !== vote);
  const change = { type: 'vote-taken-back', choice: vote.choice } as const;
  const actor = { kind: 'person', id: person.id } as const;
  return {
    kind: 'taken-back',
    transition: advance(request, { ...request, votes }, { at: now, actor, via, change }),
  };
}

const refused = (why: TakeBackRefusal): TakeBackOutcome => ({ kind: 'refused', why });

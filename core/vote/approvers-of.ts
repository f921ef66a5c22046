import { secondsBetween } from '../request/deadlines.ts';
import type { Vote } from '../request/request.ts';
import type { Approver } from './quorum.ts';

/** Who said yes, and how old the request was then: a count of what is stored comes to what was counted first. */
export const approversOf = ({
  submittedAt,
  votes,
}: {
  submittedAt: string;
  votes: readonly Vote[];
}): Approver[] =>
  votes
    .filter(({ choice }) => choice === 'approve')
    .map(({ person, groups, at }) => ({ person, groups, afterSeconds: secondsBetween(submittedAt, at) }));

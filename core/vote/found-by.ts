import { after } from '../request/deadlines.ts';
import type { Request } from '../request/request.ts';
import { namedGroups } from './eligibility.ts';

/** Under whom a request that needs people is found: the groups that may decide, who answers for it, and who has voted. */
export interface FoundBy {
  groups: readonly string[];
  /** Who answered for its agent when it was submitted, and who asked for it. */
  owners: readonly string[];
  /** A function of what was fixed at submit, so that an entry is found again to be taken away. */
  until: string;
  votes: readonly { person: string; at: string }[];
}

export function foundBy(request: Request): FoundBy | undefined {
  const { ruling, submittedAt, agent, asker } = request;
  if (ruling.decision !== 'review' || !('votes' in request)) return undefined;
  return {
    groups: [...namedGroups({ ruling })],
    owners: [...new Set([...agent.owners, ...(asker === undefined ? [] : [asker])])],
    until: after(submittedAt, ruling.terms.expiresSeconds),
    votes: request.votes,
  };
}

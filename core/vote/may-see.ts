import type { Directory, Person } from '../directory/directory.ts';
import type { Choice, Request } from '../request/request.ts';
import { namedGroups, ownersOf, personRefusal } from './eligibility.ts';

/**
 * Who may be told of a request by their own name, wherever they ask: who decides on it or is told, who answers for its agent,
 * who asked for it, and who has voted on it. Nobody else learns that it is there.
 */
export function maySee(request: Request, person: Person, directory: Directory): boolean {
  const { ruling, asker } = request;
  const id = person.id.toLowerCase();
  return (
    ownersOf(request, directory).has(id) ||
    asker?.toLowerCase() === id ||
    ('votes' in request && request.votes.some((vote) => vote.person.toLowerCase() === id)) ||
    (ruling.decision === 'review' && person.groups.some((group) => namedGroups({ ruling }).has(group)))
  );
}

/** Their yes, or their no, would count now. */
export const votesCount = (
  request: Request,
  vote: { person: Person; choice: Choice },
  directory: Directory,
  now: string,
): boolean =>
  request.state === 'pending' &&
  now < request.expiresAt &&
  personRefusal(request, vote, directory, now) === undefined;

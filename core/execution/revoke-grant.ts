import type { Door, Person } from '../directory/directory.ts';
import { formatNobody, isWhyNobody, type WhyNobody } from '../directory/room-user.ts';
import { grantEndsAt, isGranted } from '../request/deadlines.ts';
import type { Request, RequestIn } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';
import { namedGroups } from '../vote/eligibility.ts';
import { type Voter, withGroups } from '../vote/voter.ts';

/** Why a person cannot take credentials back, in words for them. */
const texts = {
  'not-granted': 'No credentials of this request are in use: there is nothing to revoke.',
  over: 'The credentials of this request have ended by themselves.',
  'other-digest': 'This button belongs to another version of the request.',
  'outside-groups': 'You are in none of the groups that this request asked.',
} as const;
export type RevokeRefusal = keyof typeof texts | WhyNobody;

/** Who is missing somewhere is told under which handle, so that somebody can add them. */
export function formatRevokeRefusal(why: RevokeRefusal, door: Pick<Door, 'title'>, handle: string): string {
  if (isWhyNobody(why)) return formatNobody(why, door, handle);
  return why === 'outside-groups'
    ? `${texts[why]} An administrator can add you: your ${door.title} id is ${handle}.`
    : texts[why];
}

export type MayRevoke =
  | { kind: 'may'; request: RequestIn<'started'>; person: Person }
  | { kind: 'refused'; why: RevokeRefusal };

/** Whoever was asked may take back what was given, owners too: nobody gains anything by it. */
export function mayRevoke(request: Request, voter: Voter, digest: string, at: string): MayRevoke {
  const no = (why: RevokeRefusal): MayRevoke => ({ kind: 'refused', why });
  if (digest !== request.digest) return no('other-digest');
  if (request.state !== 'started' || !isGranted(request)) return no('not-granted');
  if (at >= grantEndsAt(request.startedAt)) return no('over');
  if (voter.kind !== 'person') return no(voter.why);
  const { person } = voter;
  return isAsked(request, voter) || hasVoted(request, person)
    ? { kind: 'may', request, person }
    : no('outside-groups');
}

const isAsked = ({ ruling }: RequestIn<'started'>, voter: Extract<Voter, { kind: 'person' }>): boolean =>
  ruling.decision === 'review' &&
  withGroups(voter, ruling).groups.some((group) => namedGroups({ ruling }).has(group));

/** Somebody who has left the group since. */
const hasVoted = ({ votes }: RequestIn<'started'>, { id }: Person): boolean =>
  votes.some(({ person }) => person.toLowerCase() === id.toLowerCase());

/** Whose credentials were denied, and how: MUST be written after AWS took the denial, for it says that there is one. */
export interface Revoked {
  by: string;
  via: string;
  /** Those of every request in that account were. */
  all: boolean;
}

/** It may have been used before: nobody knows yet. */
export const revokeGrant = (
  request: RequestIn<'started'>,
  { by, via, all }: Revoked,
  at: string,
): Transition => {
  const wide = all ? { all: true as const } : {};
  return advance(
    request,
    { ...request, state: 'unknown', endedAt: at, revoked: { at, by, ...wide } },
    { at, actor: { kind: 'person', id: by }, via, change: { type: 'revoked', ...wide } },
  );
};

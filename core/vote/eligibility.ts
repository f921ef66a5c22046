import { type Directory, type Door, isKeptInRoom, type Person } from '../directory/directory.ts';
import { formatNobody, isWhyNobody, type WhyNobody, whysNobody } from '../directory/room-user.ts';
import type { Review, Terms } from '../policy/ruling.ts';
import { after, groupsAsked, secondsBetween } from '../request/deadlines.ts';
import { sessionsOf } from '../request/open-request.ts';
import type { Again, Choice, Pending, Request } from '../request/request.ts';
import { approversOf } from './approvers-of.ts';
import { bringsQuorumNearer } from './quorum.ts';
import { countsInRoom } from './voter.ts';

export interface Ballot {
  choice: Choice;
  /** The digest on the button that was pressed. */
  digest: string;
  /** Of what that button's card showed of the target. */
  seen?: string;
  reason?: string;
  /** With a no alone. */
  again?: Again;
}

/** Why a vote does not count, in words for the person who cast it. */
const texts = {
  'not-pending': 'This request is already decided; your vote changes nothing.',
  expired: 'The time to decide this request is over.',
  'other-digest': 'This button belongs to another version of the request, so it cannot sign this one.',
  'other-seen':
    'What this request would change has changed since this button was shown. Look at the card again, and decide anew.',
  owner: 'You own this agent, and nobody signs for themselves. Somebody else has to decide.',
  asker: 'You asked for this, and nobody signs for themselves. Somebody else has to decide.',
  'own-session': 'This agent acts for you, and nobody signs for themselves. Somebody else has to decide.',
  'outside-groups': 'You are in none of the groups that this request asks.',
  'not-by-usergroup':
    'You are in none of the groups that this request asks: it is critical, and whoever is in a group only because a room has them in one does not count there, because its members can edit that. Ask somebody whom the directory itself puts in the group.',
  'already-voted': 'Your vote is already counted; everybody votes once.',
  'only-told':
    'You were told so that you can find who decides, or say no. A yes has to come from the groups asked.',
  'too-early': 'Your yes counts in the place of another group, and not yet. A no counts at once.',
  'needs-reason':
    'This needs your reason, in a few words: the agent reads it, and so does who looks at it later.',
  'groups-complete':
    'Your groups have given all the approvals that they can give; people of another group are needed.',
} as const;
export type VoteRefusal = keyof typeof texts | WhyNobody;
/** @internal Tests go through all of them. */
export const voteRefusals = [...Object.keys(texts), ...whysNobody] as VoteRefusal[];

/** Of the request that was voted on, what whoever is refused needs to know: who can say yes, and from when. */
export interface AskedOf {
  groups: string[];
  substitutes: { by: string; group: string; from: string }[];
}

export const askedOf = ({ ruling, submittedAt }: Request): AskedOf | undefined =>
  ruling.decision === 'review'
    ? {
        groups: groupsAsked(ruling.terms),
        substitutes: (ruling.terms.substitutes ?? []).map(({ by, group, afterSeconds }) => ({
          by,
          group,
          from: after(submittedAt, afterSeconds),
        })),
      }
    : undefined;

/** Who is not known is told under which handle, so that somebody can add them; who is in no group, in which one signs. */
export function formatVoteRefusal(
  why: VoteRefusal,
  door: Pick<Door, 'title'>,
  handle: string,
  asked?: AskedOf,
): string {
  const groups = asked ? ` It asks ${asked.groups.join(', ')}.` : '';
  if (isWhyNobody(why)) return `${formatNobody(why, door, handle)}${why === 'unknown-person' ? groups : ''}`;
  switch (why) {
    case 'outside-groups':
      return `${texts[why]}${groups} Where you should be in one, ask an administrator: your ${door.title} id is ${handle}.`;
    case 'only-told':
    case 'groups-complete':
      return `${texts[why]}${groups}`;
    case 'too-early':
      return `${texts[why]}${asked ? ` ${asked.substitutes.map(formatSubstitute).join(' ')}` : ''}`;
    default:
      return texts[why];
  }
}

const formatSubstitute = ({ by, group, from }: AskedOf['substitutes'][number]): string =>
  `${by} in the place of ${group} from ${from.slice(0, 16).replace('T', ' ')} UTC on.`;

/** What is wrong with the ballot, whoever casts it. */
export function ballotRefusal(request: Pending, ballot: Ballot, now: string): VoteRefusal | undefined {
  if (now >= request.expiresAt) return 'expired';
  if (ballot.digest !== request.digest) return 'other-digest';
  if (ballot.seen !== request.seen?.hash) return 'other-seen';
  return undefined;
}

/**
 * Rule 2 as code: no policy and no administrator can write it away. `person` has the groups that count for this request
 * (`withGroups`). `undefined` means that the vote counts.
 */
export function personRefusal(
  request: Pending,
  { person, choice }: { person: Person; choice: Choice },
  directory: Directory,
  now: string,
): VoteRefusal | undefined {
  const { terms } = request.ruling;
  if (ownersOf(request, directory).has(person.id.toLowerCase())) return 'owner';
  if (request.asker?.toLowerCase() === person.id.toLowerCase()) return 'asker';
  if (namesBehind(request).some((name) => actsFor(name, person.id))) return 'own-session';
  if (!person.groups.some((group) => namedGroups(request).has(group)))
    return asksRoomInVain(request, directory) ? 'not-by-usergroup' : 'outside-groups';
  if (request.votes.some((vote) => vote.person.toLowerCase() === person.id.toLowerCase()))
    return 'already-voted';
  if (choice === 'deny') return undefined;
  const wouldHelp = (afterSeconds: number): boolean =>
    bringsQuorumNearer(terms, approversOf(request), {
      person: person.id,
      groups: person.groups,
      afterSeconds,
    });
  if (wouldHelp(secondsBetween(request.submittedAt, now))) return undefined;
  if (wouldHelp(terms.expiresSeconds)) return 'too-early';
  return mayFill(terms).some((group) => person.groups.includes(group)) ? 'groups-complete' : 'only-told';
}

/** Of the sessions that wait, and of the one whose call is undone. */
const namesBehind = (request: Pending): string[] => [
  ...sessionsOf(request),
  ...(request.agent.sourceIdentity === undefined ? [] : [request.agent.sourceIdentity]),
];

/** It is critical, and asks a group that a room keeps: somebody may wonder why being in that one is not enough. */
const asksRoomInVain = ({ ruling }: Pending, directory: Directory): boolean =>
  !countsInRoom(ruling) && [...namedGroups({ ruling })].some((group) => isKeptInRoom(directory, group));

/** Whose yes can count, now or later. */
const mayFill = ({ approvals, substitutes = [] }: Terms): string[] => [
  ...approvals.map(({ group }) => group),
  ...substitutes.map(({ by }) => by),
];

/** A no is for the agent to learn from; a yes has a reason where policy says so. */
export const lacksReason = (request: Pending, { choice, reason = '' }: Ballot): boolean =>
  reason.trim() === '' && (choice === 'deny' || request.ruling.terms.reason === 'required');

/** Every group that the terms name: those that can say yes, and those that are told later. Each may say no. */
export const namedGroups = ({ ruling: { terms } }: { ruling: Review }): Set<string> =>
  new Set([...mayFill(terms), ...terms.notifications.map(({ group }) => group)]);

/** Owners at submit and owners now: leaving or joining in between makes nobody free to sign. */
export const ownersOf = (request: Request, directory: Directory): Set<string> => {
  const now = directory.agents.filter(({ id }) => id === request.agent.id).flatMap(({ owners }) => owners);
  return new Set([...request.agent.owners, ...now].map((owner) => owner.toLowerCase()));
};

/**
 * Sessions of one agent share its requests, so a person could sign what another's session asked for and have their own
 * session use it.
 */
export const hasSigned = (request: Request, session: string): boolean =>
  'votes' in request && request.votes.some(({ person }) => actsFor(session, person));

/** A session named like the person, up to the @ of either, is that person's: the same name signs in by many domains. */
export const actsFor = (session: string, personId: string): boolean =>
  localPart(session) === localPart(personId);

const localPart = (name: string): string | undefined => name.toLowerCase().split('@')[0];

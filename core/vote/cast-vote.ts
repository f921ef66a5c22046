import type { Directory } from '../directory/directory.ts';
import { isNotTold } from '../directory/room-user.ts';
import type { Actor, TransitionEvent } from '../evidence/record.ts';
import { after, usableSeconds } from '../request/deadlines.ts';
import type { Pending, Request, Vote } from '../request/request.ts';
import { advance, type Transition } from '../request/transition.ts';
import { approversOf } from './approvers-of.ts';
import {
  type Ballot,
  ballotRefusal,
  lacksReason,
  namedGroups,
  personRefusal,
  type VoteRefusal,
} from './eligibility.ts';
import { isQuorum } from './quorum.ts';
import { countedThrough, type Voter, withGroups } from './voter.ts';

export type VoteOutcome =
  | { kind: 'counted'; transition: Transition }
  /** `transition` records the attempt; there is none where nothing new is learnt from it. */
  | { kind: 'refused'; why: VoteRefusal; transition?: Transition };

/** Seen a hundred times a day and harmless: told to the person, not written down. */
const unrecorded: readonly VoteRefusal[] = ['not-pending', 'expired', 'already-voted', 'needs-reason'];
const isRecorded = (why: VoteRefusal): boolean => !unrecorded.includes(why) && !isNotTold(why);

/** At most so many refused attempts stay with a request: nobody fills it up by clicking. */
const rememberedRefusals = 50;

export function castVote(
  request: Request,
  voter: Voter,
  ballot: Ballot,
  directory: Directory,
  now: string,
): VoteOutcome {
  if (request.state !== 'pending') return { kind: 'refused', why: 'not-pending' };
  const refused = (why: VoteRefusal) => refuse(request, voter, ballot, why, now);
  const wrong = ballotRefusal(request, ballot, now);
  if (wrong) return refused(wrong);
  if (voter.kind === 'unknown-user') return refused(voter.why);
  const why =
    personRefusal(
      request,
      { person: withGroups(voter, request.ruling), choice: ballot.choice },
      directory,
      now,
    ) ?? (lacksReason(request, ballot) ? 'needs-reason' : undefined);
  return why
    ? refused(why)
    : { kind: 'counted', transition: count(request, vote(request, voter, ballot, now), voter.via) };
}

function vote(
  request: Pending,
  voter: Extract<Voter, { kind: 'person' }>,
  { choice, digest, seen, reason, again }: Ballot,
  at: string,
): Vote {
  const named = namedGroups(request);
  const { groups: own } = voter.person;
  const through = countedThrough(request.ruling, voter.through).filter(
    ({ group }) => named.has(group) && !own.includes(group),
  );
  return {
    person: voter.person.id,
    choice,
    groups: withGroups(voter, request.ruling).groups.filter((group) => named.has(group)),
    ...(through.length > 0 ? { through: [...through] } : {}),
    digest,
    at,
    ...(seen ? { seen } : {}),
    ...(reason ? { reason } : {}),
    ...(again && choice === 'deny' ? { again } : {}),
  };
}

function count(request: Pending, vote: Vote, via: string): Transition {
  const { choice, digest, seen, groups, through, reason, again, at } = vote;
  const event: TransitionEvent = {
    at,
    actor: { kind: 'person', id: vote.person },
    via,
    change: {
      type: 'voted',
      choice,
      digest,
      ...(seen ? { seen } : {}),
      groups,
      ...(through ? { through } : {}),
      ...(reason ? { reason } : {}),
      ...(again ? { again } : {}),
    },
  };
  const voted = { ...request, votes: [...request.votes, vote] };
  if (choice === 'deny') return advance(request, { ...voted, state: 'denied', decidedAt: at }, event);
  if (!isQuorum(request.ruling.terms, approversOf(voted))) return advance(request, voted, event);
  const {
    tier: _tier,
    expiresAt: _expiresAt,
    refusedVotes: _refused,
    joined: _joined,
    questions: _questions,
    ...signed
  } = voted;
  const approved = {
    ...signed,
    state: 'approved',
    decidedAt: at,
    usableUntil: after(at, usableSeconds),
  } as const;
  return advance(request, approved, event);
}

function refuse(
  request: Pending,
  voter: Voter,
  { choice }: Ballot,
  why: VoteRefusal,
  at: string,
): VoteOutcome {
  const actor: Actor =
    voter.kind === 'person'
      ? { kind: 'person', id: voter.person.id }
      : { kind: 'unknown-user', id: voter.handle };
  const attempt = `${actor.id} ${why}`;
  const known = request.refusedVotes.includes(attempt) || request.refusedVotes.length >= rememberedRefusals;
  if (!isRecorded(why) || known) return { kind: 'refused', why };
  const draft = { ...request, refusedVotes: [...request.refusedVotes, attempt] };
  const change = { type: 'vote-refused', choice, why } as const;
  return { kind: 'refused', why, transition: advance(request, draft, { at, actor, via: voter.via, change }) };
}

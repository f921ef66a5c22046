import fc from 'fast-check';
import type { Directory, Person } from '../../../core/directory/directory.ts';
import { type WhyNobody, whysNobody } from '../../../core/directory/room-user.ts';
import { noteSeen } from '../../../core/execution/note-seen.ts';
import { expire, notifyTier, withdraw } from '../../../core/request/close-request.ts';
import { after, tierStarts } from '../../../core/request/deadlines.ts';
import { joinRequest } from '../../../core/request/open-request.ts';
import type { Pending, Request } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { castVote } from '../../../core/vote/cast-vote.ts';
import type { VoteRefusal } from '../../../core/vote/eligibility.ts';
import type { Voter } from '../../../core/vote/voter.ts';
import { anyTerms, substituteGroups, votingGroups } from './any-terms.ts';
import { noon } from './clock.ts';
import { strangerSlackId } from './directory.ts';
import { etlCaller, pending } from './requests.ts';

const ids = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
export const mail = (id: string): string => `${id}@example.com`;

/** Terms that six people can mostly fulfil; any other terms often ask for more people than there are. */
const fewTerms = fc
  .tuple(
    anyTerms,
    fc.uniqueArray(
      fc.record({ group: fc.constantFrom(...votingGroups), count: fc.integer({ min: 1, max: 2 }) }),
      { minLength: 1, maxLength: 2, selector: ({ group }) => group },
    ),
  )
  .map(([terms, approvals]) => ({ ...terms, approvals }));

const anyPerson = (id: string, index: number): fc.Arbitrary<Person> =>
  fc.subarray([...votingGroups, ...substituteGroups, 'sales'], { minLength: 3 }).map((groups) => ({
    id: mail(id),
    name: id,
    handles: { slack: `U0PERSON${index}` },
    groups,
  }));

export const anyWorld = fc.record({
  terms: fc.oneof({ weight: 4, arbitrary: fewTerms }, { weight: 1, arbitrary: anyTerms }),
  people: fc.tuple(...ids.map(anyPerson)),
  owners: fc.subarray(ids, { maxLength: 1 }),
  ownersNow: fc.subarray(ids, { maxLength: 1 }),
  session: fc.constantFrom('nightly-run', ...ids, 'P1@EXAMPLE.COM'),
  /** Slack keeps these groups too. */
  kept: fc.subarray([...votingGroups]),
  critical: fc.boolean(),
  /** Who pressed the undo, where it is one. */
  asker: fc.option(fc.constantFrom(...ids), { freq: 4, nil: undefined }),
});
export type AnyWorld = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

const vote = (choice: 'approve' | 'deny') =>
  fc.record({
    kind: fc.constant('vote' as const),
    who: fc.integer({ min: -1, max: ids.length - 1 }),
    choice: fc.constant(choice),
    /** Whoever is nobody is so for one of these. */
    nobody: fc.constantFrom<WhyNobody>(...whysNobody),
    /** Slack has them in each group that it keeps. */
    inSlack: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 7),
    /** A no without one does not count, and where policy says so a yes neither. */
    reason: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 2),
    tampered: fc.integer({ min: 0, max: 9 }).map((chance) => (['digest', 'seen'] as const)[chance]),
  });
const wait = (max: number) =>
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max }) });
const only = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind) });
const tier = only('tier');
const look = fc.record({ kind: fc.constant('look' as const), there: fc.integer({ min: 0, max: 2 }) });
const join = fc.record({ kind: fc.constant('join' as const), session: fc.constantFrom('other-run', ...ids) });

/** People who mostly agree, who mostly do not, who let time pass, and who come too late: a few of each would decide all of the stories. */
const anyEvents = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(
      fc.oneof(
        { weight: 16, arbitrary: vote('approve') },
        { weight: 2, arbitrary: tier },
        { weight: 2, arbitrary: join },
        { weight: 1, arbitrary: wait(60) },
        { weight: 1, arbitrary: look },
      ),
      { minLength: 20, maxLength: 40 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof(
        { weight: 2, arbitrary: vote('approve') },
        { weight: 1, arbitrary: vote('deny') },
        { weight: 1, arbitrary: tier },
      ),
      { maxLength: 30 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: vote('approve') },
        { weight: 2, arbitrary: tier },
        { weight: 2, arbitrary: wait(900) },
        { weight: 2, arbitrary: only('timeout') },
        { weight: 2, arbitrary: only('withdraw') },
      ),
      { maxLength: 30 },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.oneof(vote('approve'), wait(3_600)), { maxLength: 30 }),
  },
);
type AnyEvent = typeof anyEvents extends fc.Arbitrary<readonly (infer E)[]> ? E : never;

/** What became of one request. */
export interface VoteStory {
  world: AnyWorld;
  first: Pending;
  transitions: Transition[];
  request: Request;
  refusals: VoteRefusal[];
}

export const anyVoteStory: fc.Arbitrary<VoteStory> = fc.tuple(anyWorld, anyEvents).map(([world, events]) => {
  const caller = etlCaller({ agent: agentOf(world.owners), session: world.session });
  const undo = world.asker && { asker: mail(world.asker), via: 'slack', undoes: 'f'.repeat(32) };
  const asked = pending(world.terms, { caller, ...(undo && { undo }) });
  const first: Pending = {
    ...asked,
    ruling: { ...asked.ruling, risk: world.critical ? 'critical' : 'high' },
  };
  const known: Directory = {
    people: [...world.people],
    agents: [agentOf(world.ownersNow)],
    groups: world.kept.map(keptInSlack),
  };
  const story: VoteStory = { world, first, transitions: [], request: first, refusals: [] };
  let at = noon;
  for (const event of events) {
    if (event.kind === 'wait') at = after(at, event.seconds);
    const transition = happen(event, story, known, at);
    if (!transition) continue;
    story.transitions.push(transition);
    story.request = transition.request;
  }
  return story;
});

export const keptInSlack = (name: string) => ({ name, usergroup: { slack: `S0${name.toUpperCase()}` } });

const agentOf = (owners: readonly string[]) => ({
  id: 'etl',
  roles: ['r'],
  owners: ['boss@example.com', ...owners.map(mail)],
  groups: [],
});

const membershipsIn = ({ groups = [] }: Directory) =>
  groups.map(({ name, usergroup }) => ({ group: name, door: 'slack', usergroup: usergroup.slack ?? '' }));

function happen(
  event: AnyEvent,
  { request, refusals }: VoteStory,
  known: Directory,
  at: string,
): Transition | undefined {
  if (event.kind === 'wait') return undefined;
  if (event.kind === 'join') {
    const outcome = joinRequest(request, event.session, 'For the same.', at);
    return outcome.kind === 'joined' ? outcome.transition : undefined;
  }
  if (event.kind === 'vote') {
    const person = known.people[event.who];
    const voter: Voter = person
      ? { via: 'slack', kind: 'person', person, ...(event.inSlack && { through: membershipsIn(known) }) }
      : { via: 'slack', kind: 'unknown-user', handle: strangerSlackId, why: event.nobody };
    const digest = event.tampered === 'digest' ? '0'.repeat(64) : request.digest;
    const seen = event.tampered === 'seen' ? '0'.repeat(64) : request.seen?.hash;
    const reason = event.reason ? { reason: 'For a reason.' } : {};
    const ballot = { choice: event.choice, digest, ...(seen && { seen }), ...reason };
    const outcome = castVote(request, voter, ballot, known, at);
    if (outcome.kind === 'refused') refusals.push(outcome.why);
    return outcome.transition;
  }
  if (request.state !== 'pending') return undefined;
  if (event.kind === 'look')
    return noteSeen(request, { v: 1, kind: 'seen', value: { there: event.there } }, at)?.transition;
  if (event.kind === 'timeout') return expire(request, at);
  if (event.kind === 'withdraw') return withdraw(request, at);
  const tiers = tierStarts(request.ruling.terms).length;
  return request.tier + 1 < tiers ? notifyTier(request, request.tier + 1, at) : undefined;
}

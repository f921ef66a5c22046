import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory, Person } from '../../../../core/directory/directory.ts';
import { hashOfRecord } from '../../../../core/evidence/record.ts';
import { expire, notifyTier } from '../../../../core/request/close-request.ts';
import { after, tierStarts } from '../../../../core/request/deadlines.ts';
import { type Pending, type Request, requestSchema } from '../../../../core/request/request.ts';
import type { Transition } from '../../../../core/request/transition.ts';
import { castVote } from '../../../../core/vote/cast-vote.ts';
import type { Voter } from '../../../../core/vote/eligibility.ts';
import { isQuorum } from '../../../../core/vote/quorum.ts';
import { anyTerms, votingGroups } from '../../../support/given/any-terms.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people, strangerSlackId } from '../../../support/given/directory.ts';
import {
  ballot,
  cast,
  counted,
  etlCaller,
  pending,
  requestIn,
  states,
} from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const stranger: Voter = { via: 'slack', kind: 'unknown-user', handle: strangerSlackId };

describe('a vote', () => {
  it('is written with the digest it signs, the groups it stands for, and its reason', () => {
    const voter: Voter = { via: 'slack', kind: 'person', person: people.both };
    const outcome = castVote(
      pending(twoGroups),
      voter,
      ballot(pending(twoGroups), 'approve', 'Known job.'),
      directory(),
      noon,
    );
    expect(outcome).toMatchObject({
      kind: 'counted',
      transition: {
        from: { state: 'pending', version: 1 },
        request: {
          state: 'pending',
          votes: [
            {
              person: 'both.one@example.com',
              choice: 'approve',
              groups: ['security', 'data-owners'],
              digest: pending().digest,
              reason: 'Known job.',
              at: noon,
            },
          ],
        },
        record: {
          actor: { kind: 'person', id: 'both.one@example.com' },
          via: 'slack',
          change: { type: 'voted', choice: 'approve', reason: 'Known job.', digest: pending().digest },
          approvals: { needed: 2, given: 1 },
        },
      },
    });
  });

  it('leaves out the groups that nobody asked', () => {
    const person = { ...people.securityOne, groups: ['sales', 'security'] };
    const { request } = counted(pending(), person);
    expect(request).toMatchObject({ votes: [{ groups: ['security'] }] });
  });

  it('that completes the quorum approves, for an hour', () => {
    const { request } = counted(pending(), people.securityOne);
    expect(request).toMatchObject({
      state: 'approved',
      decidedAt: noon,
      usableUntil: '2026-01-05T13:00:00.000Z',
    });
  });

  it('of no denies at once, whoever said yes before', () => {
    const { request } = counted(pending(twoGroups), people.securityOne);
    expect(counted(request, people.onCall, 'deny').request).toMatchObject({
      state: 'denied',
      decidedAt: noon,
    });
  });

  it.each(states.filter((state) => state !== 'pending'))('changes nothing once it is %s', (state) => {
    expect(cast(requestIn(state), people.securityTwo)).toEqual({ kind: 'refused', why: 'not-pending' });
  });
});

describe('a refused vote', () => {
  it('of a stranger is recorded with the Slack id, and moves nothing', () => {
    const outcome = castVote(pending(), stranger, ballot(pending()), directory(), noon);
    expect(outcome).toMatchObject({
      kind: 'refused',
      why: 'unknown-person',
      transition: {
        request: { state: 'pending', votes: [] },
        record: {
          actor: { kind: 'unknown-user', id: strangerSlackId },
          via: 'slack',
          change: { type: 'vote-refused', choice: 'approve', why: 'unknown-person' },
        },
      },
    });
  });

  it.each([
    ['owner', people.owner],
    ['outside-groups', people.outsider],
  ] as const)('of an %s is recorded with the person', (why, person) => {
    expect(cast(pending(), person)).toMatchObject({
      kind: 'refused',
      why,
      transition: { record: { actor: { kind: 'person', id: person.id }, change: { why } } },
    });
  });

  it('is recorded once, however often somebody clicks', () => {
    const first = cast(pending(), people.owner);
    const request = first.kind === 'refused' && first.transition ? first.transition.request : pending();
    expect(cast(request, people.owner)).toEqual({ kind: 'refused', why: 'owner' });
    expect(cast(request, people.outsider)).toHaveProperty('transition');
  });

  it('is recorded fifty times at the most: nobody fills a request up by clicking', () => {
    let request: Request = pending();
    let recorded = 0;
    for (let index = 0; index < 80; index += 1) {
      const outcome = castVote(
        request,
        { via: 'slack', kind: 'unknown-user', handle: `U${index}` },
        ballot(request),
        directory(),
        noon,
      );
      if (outcome.kind !== 'refused' || !outcome.transition) continue;
      recorded += 1;
      request = outcome.transition.request;
    }
    expect(recorded).toBe(50);
    expect(counted(request, people.securityOne).request.state).toBe('approved');
  });

  it.each([
    ['too late', pending(), people.securityOne, '2026-01-05T12:30:00.000Z', 'expired'],
    [
      'a second one',
      counted(pending(twoGroups), people.securityOne).request,
      people.securityOne,
      noon,
      'already-voted',
    ],
  ] as const)('that is %s is told and not written', (_, request, person, at, why) => {
    expect(cast(request, person, 'approve', at)).toEqual({ kind: 'refused', why });
  });
});

// ---- any order of votes, duplicates, people in several groups, owners, notifications and timeouts ----

const ids = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];

const anyWorld = fc.record({
  terms: anyTerms,
  people: fc.tuple(
    ...ids.map((id, index) =>
      fc.subarray([...votingGroups, 'sales']).map(
        (groups): Person => ({
          id: `${id}@example.com`,
          name: id,
          handles: { slack: `U0PERSON${index}` },
          groups,
        }),
      ),
    ),
  ),
  owners: fc.subarray(ids, { maxLength: 2 }),
  ownersNow: fc.subarray(ids, { maxLength: 2 }),
  session: fc.constantFrom('nightly-run', ...ids, 'P1@EXAMPLE.COM'),
});
type AnyWorld = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

const anyEvent = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      who: fc.integer({ min: -1, max: ids.length - 1 }),
      choice: fc.constantFrom('approve', 'approve', 'approve', 'approve', 'deny'),
      tampered: fc.constantFrom(false, false, false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tier' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 900 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('timeout' as const) }) },
);
type AnyEvent = typeof anyEvent extends fc.Arbitrary<infer E> ? E : never;

interface Story {
  transitions: Transition[];
  request: Request;
}

function live(world: AnyWorld, events: readonly AnyEvent[]): Story {
  const mail = (id: string) => `${id}@example.com`;
  const owned = (owners: readonly string[]) => ({
    id: 'etl',
    roles: ['r'],
    owners: ['boss@example.com', ...owners.map(mail)],
    groups: [],
  });
  const known: Directory = { people: [...world.people], agents: [owned(world.ownersNow)] };
  const caller = etlCaller({ agent: owned(world.owners), session: world.session });
  const story: Story = { transitions: [], request: pending(world.terms, { caller }) };
  let at = noon;
  for (const event of events) {
    const transition = stepOf(event, story.request, known, at);
    if (event.kind === 'wait') at = after(at, event.seconds);
    if (!transition) continue;
    story.transitions.push(transition);
    story.request = transition.request;
  }
  return story;
}

function stepOf(event: AnyEvent, request: Request, known: Directory, at: string): Transition | undefined {
  if (event.kind === 'wait') return undefined;
  if (event.kind === 'vote') {
    const person = known.people[event.who];
    const voter: Voter = person ? { via: 'slack', kind: 'person', person } : stranger;
    const digest = event.tampered ? '0'.repeat(64) : request.digest;
    const choice = event.choice === 'deny' ? 'deny' : 'approve';
    const outcome = castVote(request, voter, { choice, digest }, known, at);
    return outcome.transition;
  }
  if (request.state !== 'pending') return undefined;
  if (event.kind === 'timeout') return expire(request, at);
  const tiers = tierStarts(request.ruling.terms).length;
  return request.tier + 1 < tiers ? notifyTier(request, request.tier + 1, at) : undefined;
}

const eachStory = (check: (story: Story, world: AnyWorld) => void): void =>
  fc.assert(
    fc.property(anyWorld, fc.array(anyEvent, { maxLength: 30 }), (world, events) =>
      check(live(world, events), world),
    ),
    { numRuns: 300 },
  );

const yes = (request: Request) =>
  'votes' in request ? request.votes.filter(({ choice }) => choice === 'approve') : [];

describe('whatever happens to a request', () => {
  it('approved means: a quorum of distinct, allowed people signed this digest in time', () => {
    eachStory(({ request }, world) => {
      if (request.state !== 'approved') return;
      const signers = yes(request);
      expect(new Set(signers.map(({ person }) => person)).size).toBe(signers.length);
      expect(isQuorum(world.terms, signers)).toBe(true);
      expect(signers).toHaveLength(world.terms.approvals.reduce((sum, { count }) => sum + count, 0));
      const barred = [...world.owners, ...world.ownersNow].map((id) => `${id}@example.com`);
      for (const { person, digest, groups, at } of signers) {
        expect(digest).toBe(request.digest);
        expect(barred).not.toContain(person);
        expect([person, person.split('@')[0]]).not.toContain(world.session.toLowerCase());
        expect(world.people.find(({ id }) => id === person)?.groups).toEqual(expect.arrayContaining(groups));
        expect(at < after(noon, world.terms.expiresSeconds)).toBe(true);
      }
    });
  });

  it('pending means: the quorum is not there, and nobody said no', () => {
    eachStory(({ transitions }, world) => {
      for (const { request } of transitions) {
        if (request.state !== 'pending') continue;
        expect(isQuorum(world.terms, yes(request))).toBe(false);
        expect(request.votes).toEqual(yes(request));
      }
    });
  });

  it('a vote that counts takes it one place nearer, so the number of votes is the number of approvals filled', () => {
    eachStory(({ transitions }) => {
      for (const { record, request } of transitions) expect(record.approvals.given).toBe(yes(request).length);
    });
  });

  it('every transition can be stored, follows the one before it, and is chained to it', () => {
    eachStory(({ transitions }, world) => {
      let before: Request = pending(world.terms);
      let prev: string | undefined;
      for (const { from, request, record } of transitions) {
        expect(requestSchema.parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
        expect(from).toEqual({ state: before.state, version: before.version });
        expect(request.version).toBe(before.version + 1);
        expect(record.hash).toBe(hashOfRecord(record));
        expect(request.recordHash).toBe(record.hash);
        if (prev) expect(record.prev).toBe(prev);
        prev = record.hash;
        before = request;
      }
    });
  });

  it('nothing happens after the decision', () => {
    eachStory(({ transitions }) => {
      const decided = transitions.findIndex(({ request }) => request.state !== 'pending');
      if (decided >= 0) expect(transitions).toHaveLength(decided + 1);
    });
  });

  it('all that was fixed when it was asked stays as it was', () => {
    eachStory(({ transitions }, world) => {
      const fixed = ({
        agent: _a,
        stated,
        digest,
        parameters,
        resource,
        ruling,
        sentence,
        action,
      }: Request) => ({
        stated,
        digest,
        parameters,
        resource,
        ruling,
        sentence,
        action,
      });
      const first: Pending = pending(world.terms);
      for (const { request } of transitions) expect(fixed(request)).toEqual(fixed(first));
    });
  });
});

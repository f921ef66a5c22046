import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfRecord } from '../../../../core/evidence/record.ts';
import { reportRun, startRun } from '../../../../core/execution/agent-run.ts';
import type { Terms } from '../../../../core/policy/ruling.ts';
import { after } from '../../../../core/request/deadlines.ts';
import { type Request, requestSchema } from '../../../../core/request/request.ts';
import type { Transition } from '../../../../core/request/transition.ts';
import { approversOf } from '../../../../core/vote/approvers-of.ts';
import { voteRefusals } from '../../../../core/vote/eligibility.ts';
import { isQuorum } from '../../../../core/vote/quorum.ts';
import { runs } from '../../../support/all.ts';
import { anyVoteStory, mail, type VoteStory } from '../../../support/given/any-vote-story.ts';
import { noon } from '../../../support/given/clock.ts';
import { ticketHash } from '../../../support/given/requests.ts';

/** Any order of votes, duplicates, people in several groups, owners, forged buttons, notifications and timeouts. */
function eachStory(check: (story: VoteStory) => void): VoteStory[] {
  const stories: VoteStory[] = [];
  fc.assert(
    fc.property(anyVoteStory, (story) => {
      stories.push(story);
      check(story);
    }),
    runs(300, 3_000),
  );
  return stories;
}

const yes = (request: Request) =>
  'votes' in request ? request.votes.filter(({ choice }) => choice === 'approve') : [];

const neededBy = ({ approvals }: Terms): number => approvals.reduce((sum, { count }) => sum + count, 0);

const share = (stories: readonly VoteStory[], test: (story: VoteStory) => boolean): number =>
  stories.filter(test).length / stories.length;

describe('the stories', () => {
  const stories = eachStory(() => {});

  it('come to every end, mostly to the one that matters', () => {
    expect(share(stories, ({ request }) => request.state === 'approved')).toBeGreaterThan(0.25);
    expect(
      share(stories, ({ request }) => request.state === 'approved' && yes(request).length > 1),
    ).toBeGreaterThan(0.12);
    expect(
      share(stories, ({ request }) => request.state === 'approved' && yes(request).length > 2),
    ).toBeGreaterThan(0.03);
    for (const end of ['denied', 'expired', 'withdrawn'])
      expect(
        share(stories, ({ request }) => request.state === end),
        end,
      ).toBeGreaterThan(0.01);
  });

  it('refuse votes for every reason that there is', () => {
    for (const why of voteRefusals)
      expect(
        share(stories, ({ refusals }) => refusals.includes(why)),
        why,
      ).toBeGreaterThan(0.01);
  });
});

describe('whatever happens to a request', () => {
  it('approved means: a quorum of distinct, allowed people signed this digest in time', () => {
    eachStory(({ request, world }) => {
      if (request.state !== 'approved') return;
      const signers = yes(request);
      expect(new Set(signers.map(({ person }) => person)).size).toBe(signers.length);
      expect(isQuorum(world.terms, approversOf({ ...request, votes: signers }))).toBe(true);
      expect(signers).toHaveLength(neededBy(world.terms));
      const barred = [...world.owners, ...world.ownersNow, ...(world.asker ? [world.asker] : [])].map(mail);
      for (const { person, digest, seen, groups, through = [], at } of signers) {
        expect(digest).toBe(request.digest);
        expect(seen).toBe(request.seen?.hash);
        expect(barred).not.toContain(person);
        expect([person, person.split('@')[0]]).not.toContain(world.session.toLowerCase());
        const own = groups.filter((group) => !through.some((one) => one.group === group));
        expect(world.people.find(({ id }) => id === person)?.groups).toEqual(expect.arrayContaining(own));
        expect(world.critical ? [] : world.kept).toEqual(
          expect.arrayContaining(through.map(({ group }) => group)),
        );
        expect(at < after(noon, world.terms.expiresSeconds)).toBe(true);
      }
    });
  });

  it('another look leaves no vote on what was there before', () => {
    let voided = 0;
    eachStory(({ transitions }) => {
      for (const { record, request } of transitions) {
        if (record.change.type !== 'looked') continue;
        expect(yes(request)).toEqual([]);
        voided += record.change.voided.length;
      }
    });
    expect(voided).toBeGreaterThan(20);
  });

  it('nobody signs what a session of their own asked for, or joined before they signed', () => {
    const joined: string[] = [];
    eachStory(({ transitions, world }) => {
      const sessions = [world.session];
      for (const { record } of transitions) {
        const { actor, change } = record;
        if (actor.kind === 'agent' && change.type === 'joined') sessions.push(actor.session);
        if (change.type === 'voted')
          expect(sessions.map((session) => session.toLowerCase().split('@')[0])).not.toContain(
            actor.id.split('@')[0],
          );
      }
      joined.push(...sessions.slice(1));
    });
    expect(joined.length).toBeGreaterThan(100);
  });

  it('pending means: the quorum is not there, and nobody said no', () => {
    eachStory(({ transitions, world }) => {
      for (const { request } of transitions) {
        if (request.state !== 'pending') continue;
        expect(isQuorum(world.terms, approversOf(request))).toBe(false);
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
    eachStory(({ transitions, first }) => {
      let before: Request = first;
      for (const { from, request, record } of transitions) {
        expect(requestSchema.parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
        expect(from).toEqual({ state: before.state, version: before.version });
        expect(request.version).toBe(before.version + 1);
        expect(record.hash).toBe(hashOfRecord(record));
        expect(request.recordHash).toBe(record.hash);
        expect(record.prev).toBe(before.recordHash);
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

  it('all that was fixed when it was asked stays as it was, through votes and run, in request and record', () => {
    const ends: string[] = [];
    eachStory(({ transitions, request, first }) => {
      const all = [...transitions, ...runOf(request)];
      for (const transition of all) {
        expect(fixedIn(transition.request)).toEqual(fixedIn(first));
        expect(transition.record).toMatchObject(subjectFixedIn(first));
      }
      ends.push(all.at(-1)?.request.state ?? 'pending');
    });
    expect(ends.filter((state) => state === 'done').length).toBeGreaterThan(ends.length / 4);
  });
});

/** What may change is named, so that a field which comes to a request later has to stay as it was. */
function fixedIn(request: Request): object {
  const { state: _s, version: _v, recordHash: _h, ...rest } = request;
  const moving = ['votes', 'tier', 'refusedVotes', 'joined', 'expiresAt', 'decidedAt', 'usableUntil', 'seen'];
  const running = ['startedAt', 'ticketHash', 'endedAt', 'error'];
  return Object.fromEntries(Object.entries(rest).filter(([name]) => ![...moving, ...running].includes(name)));
}

const subjectFixedIn = (first: Request): object => {
  const { id, sentence: _s, submittedAt: _at, ...rest } = fixedIn(first) as Request;
  return { requestId: id, ...rest };
};

/** The agent takes the approval and reports, where there is one. */
function runOf(request: Request): Transition[] {
  const { digest } = request;
  const started = startRun(request, { digest, ticketHash }, noon);
  if (started.kind !== 'moved') return [];
  const ended = reportRun(started.transition.request, { status: 'done', digest, ticketHash }, noon);
  return ended.kind === 'moved' ? [started.transition, ended.transition] : [started.transition];
}

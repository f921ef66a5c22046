import { describe, expect, it } from 'vitest';
import type { Request } from '../../../../core/request/request.ts';
import { castVote } from '../../../../core/vote/cast-vote.ts';
import type { Voter } from '../../../../core/vote/voter.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people, strangerSlackId } from '../../../support/given/directory.ts';
import { ballot, cast, counted, pending, requestIn, states } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const stranger: Voter = {
  via: 'slack',
  kind: 'unknown-user',
  handle: strangerSlackId,
  why: 'unknown-person',
};

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
        { via: 'slack', kind: 'unknown-user', handle: `U${index}`, why: 'unknown-person' },
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

import { describe, expect, it } from 'vitest';
import type { Pending, Request } from '../../../../core/request/request.ts';
import { formatTakeBackRefusal, takeBackVote } from '../../../../core/vote/take-back-vote.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { cast, counted, pending, requestIn } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const { securityOne, securityTwo } = people;
const button = (request: Request) => ({ digest: request.digest, via: 'slack' });

/** One of two has said yes. */
function halfWay(): Pending {
  const { request } = counted(pending(twoGroups), securityOne);
  if (request.state !== 'pending') throw new Error('Two groups are needed.');
  return request;
}

describe('a yes that is taken back', () => {
  it('or not, is told in a sentence', () => {
    for (const why of ['not-pending', 'expired', 'other-digest', 'no-vote'] as const)
      expect(formatTakeBackRefusal(why)).toMatch(/^[A-Z].*\.$/);
  });

  it('counts no more, leaves a record, and can be given anew', () => {
    const request = halfWay();
    const back = takeBackVote(request, securityOne, button(request), noon);
    if (back.kind !== 'taken-back') throw new Error(back.why);
    const { request: after, record } = back.transition;
    expect(after).toMatchObject({ state: 'pending', votes: [] });
    expect(record).toMatchObject({
      actor: { kind: 'person', id: securityOne.id },
      change: { type: 'vote-taken-back', choice: 'approve' },
      approvals: { needed: 2, given: 0 },
    });
    expect(cast(after, securityOne).kind).toBe('counted');
  });

  it('is one’s own alone', () => {
    const request = halfWay();
    expect(takeBackVote(request, securityTwo, button(request), noon)).toEqual({
      kind: 'refused',
      why: 'no-vote',
    });
  });

  it('is found under whatever case the person’s id is written', () => {
    const request = halfWay();
    const shouting = { ...securityOne, id: securityOne.id.toUpperCase() };
    expect(takeBackVote(request, shouting, button(request), noon).kind).toBe('taken-back');
  });

  it('is none once there were enough, or the time is over, or by the button of something else', () => {
    const { request: approved } = counted(pending(), securityOne);
    expect(takeBackVote(approved, securityOne, button(approved), noon)).toMatchObject({ why: 'not-pending' });
    expect(takeBackVote(requestIn('denied'), securityOne, button(approved), noon)).toMatchObject({
      why: 'not-pending',
    });
    const request = halfWay();
    expect(takeBackVote(request, securityOne, button(request), request.expiresAt)).toMatchObject({
      why: 'expired',
    });
    const other = { digest: '0'.repeat(64), via: 'slack' };
    expect(takeBackVote(request, securityOne, other, noon)).toMatchObject({ why: 'other-digest' });
  });
});

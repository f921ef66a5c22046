import { describe, expect, it } from 'vitest';
import { noteSeen } from '../../../../core/execution/note-seen.ts';
import { hashOfSeen, isAsSeen, seenAt } from '../../../../core/execution/seen.ts';
import type { LookAnswer } from '../../../../core/ports/look.ts';
import type { Pending } from '../../../../core/request/request.ts';
import { castVote } from '../../../../core/vote/cast-vote.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { pending } from '../../../support/given/requests.ts';

const seen = (value: Record<string, string>): LookAnswer => ({ v: 1, kind: 'seen', value });
const notSeen = (code: string): LookAnswer => ({ v: 1, kind: 'not-seen', code });
const later = '2026-01-05T12:10:00.000Z';

function noted(request: Pending, answer: LookAnswer) {
  const note = noteSeen(request, answer, later);
  if (note?.transition.request.state !== 'pending') throw new Error('It was to be noted.');
  return { ...note, request: note.transition.request };
}

const twice = { approvals: [{ group: 'security', count: 2 }] };
function votedOn(request: Pending): Pending {
  const ballot = {
    choice: 'approve' as const,
    digest: request.digest,
    ...(request.seen && { seen: request.seen.hash }),
  };
  const voter = { via: 'slack', kind: 'person' as const, person: people.securityOne };
  const vote = castVote(request, voter, ballot, directory(), noon);
  if (vote.kind !== 'counted' || vote.transition.request.state !== 'pending') throw new Error('It counts.');
  return vote.transition.request;
}

describe('what is seen first', () => {
  it('is kept with when, and by its hash', () => {
    const { request, transition, voided } = noted(pending(), seen({ Status: 'Active' }));
    expect(request.seen).toEqual({
      at: later,
      value: { Status: 'Active' },
      hash: hashOfSeen({ Status: 'Active' }),
    });
    expect(request).not.toHaveProperty('notSeen');
    expect(voided).toEqual([]);
    expect(transition.record).toMatchObject({
      at: later,
      actor: { kind: 'system', id: 'workflow' },
      via: 'workflow',
      change: { type: 'looked', seen: request.seen, voided: [] },
    });
  });

  it('can be that it cannot be seen, and why', () => {
    const { request, transition } = noted(pending(), notSeen('AccessDenied'));
    expect(request.notSeen).toBe('AccessDenied');
    expect(request).not.toHaveProperty('seen');
    expect(transition.record.change).toEqual({ type: 'looked', notSeen: 'AccessDenied', voided: [] });
  });
});

describe('what is seen again', () => {
  const before = votedOn(noted(pending(twice), seen({ Status: 'Active' })).request);

  it('and is the same changes nothing', () => {
    expect(noteSeen(before, seen({ Status: 'Active' }), later)).toBeUndefined();
    const blind = votedOn(noted(pending(twice), notSeen('AccessDenied')).request);
    expect(noteSeen(blind, notSeen('AccessDenied'), later)).toBeUndefined();
  });

  it.each([
    ['another', seen({ Status: 'Inactive' })],
    ['not there', seen({})],
    ['not to be seen', notSeen('AccessDenied')],
  ])('and is %s makes the votes void', (_, answer) => {
    const { request, transition, voided } = noted(before, answer);
    expect(request.votes).toEqual([]);
    expect(voided).toEqual(before.votes);
    expect(transition.record.change).toMatchObject({ type: 'looked', voided: [people.securityOne.id] });
    expect(request).not.toHaveProperty(answer.kind === 'seen' ? 'notSeen' : 'seen');
  });

  it('makes votes void that were given while it could not be seen', () => {
    const blind = votedOn(noted(pending(twice), notSeen('AccessDenied')).request);
    expect(noted(blind, seen({})).voided).toHaveLength(1);
    expect(noted(blind, notSeen('Throttling')).voided).toHaveLength(1);
  });
});

describe('right before it runs', () => {
  const people = seenAt(noon, { Status: 'Active' });

  it.each<[as: boolean, now: LookAnswer | undefined]>([
    [true, seen({ Status: 'Active' })],
    [false, seen({ Status: 'Inactive' })],
    [false, seen({})],
    [false, notSeen('AccessDenied')],
    [false, undefined],
  ])('it is as people saw it: %s, %j', (as, now) => {
    expect(isAsSeen(people, now)).toBe(as);
  });

  it('there is nothing to compare with where people saw nothing', () => {
    for (const now of [seen({}), seen({ Status: 'x' }), notSeen('x'), undefined])
      expect(isAsSeen(undefined, now)).toBe(true);
  });
});

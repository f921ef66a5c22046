import { describe, expect, it } from 'vitest';
import { noteSeen } from '../../../../core/execution/note-seen.ts';
import { revokeGrant } from '../../../../core/execution/revoke-grant.ts';
import { untoldHappenings } from '../../../../core/request/happenings.ts';
import { answerQuestion, askQuestion } from '../../../../core/request/question.ts';
import type { Pending, Request } from '../../../../core/request/request.ts';
import { takeBackVote } from '../../../../core/vote/take-back-vote.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, pending, requestIn, states } from '../../../support/given/requests.ts';

const two = () => pending({ approvals: [{ group: 'security', count: 2 }] });
const keysOf = (request: Request, told: readonly string[] = []) =>
  untoldHappenings(request, told).map(({ key }) => key);
const kindsOf = (request: Request, told: readonly string[] = []) =>
  untoldHappenings(request, told).map(({ kind }) => kind);

const asked = (request: Request, at: string): Pending => {
  const { digest } = request;
  const outcome = askQuestion(request, people.securityOne, { digest, text: 'Why now?', via: 'slack' }, at);
  if (outcome.kind !== 'asked') throw new Error(outcome.why);
  return outcome.transition.request as Pending;
};

describe('what happened to a request', () => {
  it('is nothing while it only waits', () => {
    expect(untoldHappenings(two(), [])).toEqual([]);
  });

  it('is told in the order in which it came, each once', () => {
    const voted = counted(two(), people.securityOne, 'approve', '2026-01-05T12:05:00.000Z').request;
    const question = asked(voted, '2026-01-05T12:01:00.000Z');
    const answer = { question: 1, text: 'It is due.', session: 'nightly-run' };
    const answered = answerQuestion(question, answer, '2026-01-05T12:06:00.000Z');
    if (answered.kind !== 'answered') throw new Error(answered.kind);
    const { request } = answered.transition;
    expect(untoldHappenings(request, [])).toMatchObject([
      { kind: 'asked', question: 1, person: people.securityOne.id, text: 'Why now?' },
      { kind: 'voted', vote: { person: people.securityOne.id, choice: 'approve' } },
      { kind: 'answered', question: 1, text: 'It is due.' },
    ]);
    expect(kindsOf(question)).toEqual(['asked', 'voted']);
    expect(kindsOf(request, keysOf(question))).toEqual(['answered']);
    expect(keysOf(request, keysOf(request))).toEqual([]);
  });

  it('is that a vote which was told counts no more, once its person took it back', () => {
    const voted = counted(two(), people.securityOne).request;
    const { digest } = voted;
    const back = takeBackVote(voted, people.securityOne, { digest, via: 'slack' }, noon);
    if (back.kind !== 'taken-back') throw new Error(back.why);
    const { request } = back.transition;
    expect(kindsOf(request)).toEqual([]);
    const gone = untoldHappenings(request, keysOf(voted));
    expect(gone).toMatchObject([{ kind: 'vote-gone', person: people.securityOne.id, why: 'taken-back' }]);
    const told = [...keysOf(voted), ...gone.map(({ key }) => key)];
    expect(keysOf(request, told)).toEqual([]);
    const again = counted(request, people.securityOne, 'approve', '2026-01-05T12:09:00.000Z').request;
    expect(kindsOf(again, told)).toEqual(['voted']);
  });

  it('is that a vote counts no more, once what it was for is another', () => {
    const voted = counted(two(), people.securityOne).request as Pending;
    const looked = noteSeen(voted, { v: 1, kind: 'seen', value: { there: 1 } }, noon);
    if (!looked) throw new Error('It was seen.');
    expect(untoldHappenings(looked.transition.request, keysOf(voted))).toMatchObject([
      { kind: 'vote-gone', person: people.securityOne.id, why: 'voided' },
    ]);
  });

  it('ends with what became of it, of which whoever answers for the agent hears', () => {
    const over = ['denied', 'expired', 'withdrawn', 'lapsed', 'done', 'failed', 'unknown'];
    for (const state of states) {
      const moved = untoldHappenings(requestIn(state), []).filter(({ kind }) => kind === 'moved');
      const expected = [...over, 'approved'].includes(state)
        ? [{ kind: 'moved', state, isOver: over.includes(state) }]
        : [];
      expect(moved, state).toMatchObject(expected);
    }
  });

  it('is that a person took its credentials back, and what CloudTrail told', () => {
    const started = { ...requestIn('started'), accessKeyId: 'ASIAEXAMPLEEXAMPLE00' };
    const revoked = revokeGrant(started, { by: people.securityOne.id, all: false, via: 'slack' }, noon);
    expect(kindsOf(revoked.request)).toEqual(['voted', 'revoked', 'moved']);
    const evidence = { kind: 'unseen', at: noon } as const;
    expect(untoldHappenings({ ...requestIn('done'), evidence }, []).at(-1)).toMatchObject({
      kind: 'seen-in-trail',
      evidence,
    });
  });
});

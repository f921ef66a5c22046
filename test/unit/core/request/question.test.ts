import { describe, expect, it } from 'vitest';
import {
  answerQuestion,
  askQuestion,
  formatQuestionRefusal,
  mostQuestions,
} from '../../../../core/request/question.ts';
import type { Pending } from '../../../../core/request/request.ts';
import { requestView } from '../../../../core/request/request-view.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, pending, requestIn } from '../../../support/given/requests.ts';

const { securityOne } = people;

function asked(request: Pending, text = 'Which job needs it?'): Pending {
  const outcome = askQuestion(request, securityOne, { digest: request.digest, text, via: 'slack' }, noon);
  if (outcome.kind !== 'asked') throw new Error(outcome.why);
  return outcome.transition.request as Pending;
}

const answer = (request: Pending, question = 1, text = 'The nightly one.') =>
  answerQuestion(request, { question, text, session: 'nightly-run' }, noon);

describe('a question', () => {
  it('that is not put is told to whoever asked, in a sentence', () => {
    const refused = askQuestion(
      requestIn('approved'),
      securityOne,
      { digest: pending().digest, text: 'Why?', via: 'slack' },
      noon,
    );
    expect(refused).toEqual({ kind: 'refused', why: 'not-pending' });
    for (const why of [
      'not-pending',
      'expired',
      'other-digest',
      'no-agent',
      'already-asked',
      'too-many',
    ] as const)
      expect(formatQuestionRefusal(why)).toMatch(/^[A-Z].*\.$/);
  });

  it('stands in the request with its number, and its agent sees it without a name', () => {
    const request = asked(asked(pending()), 'Until when?');
    expect(request.questions).toMatchObject([{ text: 'Which job needs it?' }, { text: 'Until when?' }]);
    const view = requestView(request);
    expect(view.questions).toEqual([
      { question: 1, text: 'Which job needs it?', at: noon },
      { question: 2, text: 'Until when?', at: noon },
    ]);
    expect(JSON.stringify(view)).not.toContain(securityOne.id);
  });

  it('decides nothing: votes and the time to decide stay as they are', () => {
    const before = pending();
    const { questions: _, version: __, recordHash: ___, ...after } = asked(before);
    const { version: ____, recordHash: _____, ...same } = before;
    expect(after).toEqual(same);
  });

  it('is the agent’s to answer, once', () => {
    const outcome = answer(asked(pending()));
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    const { request, record } = outcome.transition;
    expect(record.change).toEqual({ type: 'answered', question: 1, text: 'The nightly one.' });
    expect(requestView(request).questions).toMatchObject([{ answer: 'The nightly one.' }]);
    expect(answer(request as Pending, 1, 'Another one.')).toEqual({ kind: 'already-answered' });
    expect(answer(request as Pending, 2)).toEqual({ kind: 'no-such-question' });
    expect(answer(pending())).toEqual({ kind: 'no-such-question' });
  });

  it('is answered by its number, and the others stay as they are', () => {
    const outcome = answer(asked(asked(pending()), 'Until when?'), 2, 'Until Friday.');
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    expect(requestView(outcome.transition.request).questions).toEqual([
      { question: 1, text: 'Which job needs it?', at: noon },
      expect.objectContaining({ question: 2, answer: 'Until Friday.' }),
    ]);
  });

  it('is none about what is decided, over, another request’s, or asked for by a person', () => {
    const ask = (request: Parameters<typeof askQuestion>[0], digest = request.digest, at = noon) =>
      askQuestion(request, securityOne, { digest, text: 'Why?', via: 'slack' }, at);
    expect(ask(counted(pending(), securityOne).request)).toMatchObject({ why: 'not-pending' });
    expect(ask(requestIn('expired'))).toMatchObject({ why: 'not-pending' });
    expect(ask(pending(), '0'.repeat(64))).toMatchObject({ why: 'other-digest' });
    expect(ask(pending(), pending().digest, pending().expiresAt)).toMatchObject({ why: 'expired' });
    const undo = { asker: people.owner.id, via: 'slack', undoes: 'f'.repeat(32) };
    expect(ask(pending({}, { undo }))).toMatchObject({ why: 'no-agent' });
  });

  it('that came twice is one, until it is answered; another person may ask the same', () => {
    const again = (request: Pending, person = securityOne) =>
      askQuestion(
        request,
        person,
        { digest: request.digest, text: 'Which job needs it?', via: 'slack' },
        noon,
      );
    const request = asked(pending());
    expect(again(request)).toEqual({ kind: 'refused', why: 'already-asked' });
    expect(again(request, people.securityTwo)).toMatchObject({ kind: 'asked', question: 2 });
    const outcome = answer(request);
    if (outcome.kind !== 'answered') throw new Error('The first question can be answered.');
    expect(again(outcome.transition.request as Pending)).toMatchObject({ kind: 'asked', question: 2 });
  });

  it('fills no request: there are ten at the most', () => {
    let request = pending();
    for (let count = 0; count < mostQuestions; count += 1) request = asked(request, `Why ${count}?`);
    expect(
      askQuestion(request, securityOne, { digest: request.digest, text: 'And?', via: 'slack' }, noon),
    ).toMatchObject({ why: 'too-many' });
  });
});

import type { Person } from '../directory/directory.ts';
import type { Pending, Question, Request } from './request.ts';
import { advance, type Transition } from './transition.ts';

/** More is a talk, and belongs elsewhere: a request and its record share one item. */
export const mostQuestions = 10;
export const longestQuestion = 1_000;
export const longestAnswer = 2_000;

export type QuestionOutcome =
  | { kind: 'asked'; transition: Transition; question: number }
  | { kind: 'refused'; why: QuestionRefusal };

/** Why there is no question, in words for the person who asked. */
const texts = {
  'not-pending': 'This request is already decided: there is nothing more to ask about it.',
  expired: 'The time to decide this request is over.',
  'other-digest': 'This button belongs to another version of the request.',
  'no-agent': 'A person asked for this undo, and no agent waits to be asked. Ask that person.',
  /** It came twice, as it does where Slack heard no answer and where somebody presses again. */
  'already-asked': 'You have asked this already, and the agent has not answered yet.',
  'too-many': `There are ${mostQuestions} questions about this request already. Deny it, and say what is missing.`,
} as const;
export type QuestionRefusal = keyof typeof texts;

export const formatQuestionRefusal = (why: QuestionRefusal): string => texts[why];

/** A person wants to know something before they decide. The time to decide does not stop. */
export function askQuestion(
  request: Request,
  person: Person,
  { digest, text, via }: { digest: string; text: string; via: string },
  now: string,
): QuestionOutcome {
  if (request.state !== 'pending') return refused('not-pending');
  if (now >= request.expiresAt) return refused('expired');
  if (digest !== request.digest) return refused('other-digest');
  if (request.asker !== undefined) return refused('no-agent');
  const { questions = [] } = request;
  if (questions.some((one) => one.person === person.id && one.text === text && !one.answer))
    return refused('already-asked');
  if (questions.length >= mostQuestions) return refused('too-many');
  const question = questions.length + 1;
  const change = { type: 'questioned', question, text } as const;
  const draft = { ...request, questions: [...questions, { person: person.id, text, at: now }] };
  const event = { at: now, actor: { kind: 'person', id: person.id } as const, via, change };
  return { kind: 'asked', question, transition: advance(request, draft, event) };
}

const refused = (why: QuestionRefusal): QuestionOutcome => ({ kind: 'refused', why });

export type AnswerOutcome =
  | { kind: 'answered'; transition: Transition }
  | { kind: 'no-such-question' }
  /** An answer that people have read is not written over. */
  | { kind: 'already-answered' };

/** In the agent's words, as it gives reasons. */
export function answerQuestion(
  request: Pending,
  { question, text, session }: { question: number; text: string; session: string },
  now: string,
): AnswerOutcome {
  const { questions = [] } = request;
  const asked = questions[question - 1];
  if (!asked) return { kind: 'no-such-question' };
  if (asked.answer) return { kind: 'already-answered' };
  const answered: Question = { ...asked, answer: { session, text, at: now } };
  const actor = { kind: 'agent', id: request.agent.id, session } as const;
  const change = { type: 'answered', question, text } as const;
  return {
    kind: 'answered',
    transition: advance(
      request,
      { ...request, questions: questions.map((other) => (other === asked ? answered : other)) },
      { at: now, actor, via: 'api', change },
    ),
  };
}

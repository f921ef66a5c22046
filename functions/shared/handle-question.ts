import { formatNobody, isWhyNobody, type WhyNobody } from '../../core/directory/room-user.ts';
import type { CardRef } from '../../core/ports/messenger.ts';
import { askQuestion, formatQuestionRefusal, type QuestionRefusal } from '../../core/request/question.ts';
import { changeRequest } from './change-request.ts';
import { findVoter } from './find-voter.ts';
import type { Ports } from './handle-vote-click.ts';

/** What somebody wants to know of the agent, in whichever room. */
export interface QuestionClick {
  /** Who asks, as the room names them. */
  handle: string;
  requestId: string;
  digest: string;
  text: string;
  card: CardRef;
}

export type QuestionOutcome =
  | { kind: 'asked' }
  | { kind: 'refused'; why: QuestionRefusal | WhyNobody | 'no-text' }
  | { kind: 'no-such-request' };

/** Everybody in the directory may ask: a question decides nothing. */
export async function handleQuestion(ports: Ports, click: QuestionClick): Promise<QuestionOutcome> {
  const voter = await findVoter(ports, click.handle);
  if (voter.kind !== 'person') return { kind: 'refused', why: voter.why };
  const { person } = voter;
  const { digest, text } = click;
  if (text === '') return { kind: 'refused', why: 'no-text' };
  const outcome = await changeRequest<QuestionOutcome>(ports, click.requestId, (request) => {
    const asked = askQuestion(request, person, { digest, text, via: ports.door.name }, ports.now());
    return asked.kind === 'refused'
      ? { answer: asked }
      : { transition: asked.transition, answer: { kind: 'asked' } };
  });
  return outcome ?? { kind: 'no-such-request' };
}

/** Why the agent was not asked. */
export function formatNotAsked(
  { door }: Pick<Ports, 'door'>,
  { handle }: QuestionClick,
  outcome: Exclude<QuestionOutcome, { kind: 'asked' }>,
): string {
  if (outcome.kind === 'no-such-request')
    return 'This request is not known here. It may belong to another stage.';
  if (isWhyNobody(outcome.why)) return formatNobody(outcome.why, door, handle);
  if (outcome.why === 'no-text') return 'Write what you want to know.';
  return formatQuestionRefusal(outcome.why);
}

import { formatNobody, isWhyNobody, type WhyNobody } from '../../core/directory/room-user.ts';
import type { CardRef } from '../../core/ports/messenger.ts';
import { formatTakeBackRefusal, type TakeBackRefusal, takeBackVote } from '../../core/vote/take-back-vote.ts';
import { changeRequest } from './change-request.ts';
import { findVoter } from './find-voter.ts';
import type { Ports } from './handle-vote-click.ts';
import { replyTo } from './reply-to.ts';

/** A click on the button that takes one's own vote back, in whichever room. */
export interface TakeBackClick {
  /** Who clicked, as the room names them. */
  handle: string;
  requestId: string;
  digest: string;
  card: CardRef;
}

export type TakeBackOutcome =
  | { kind: 'taken-back' }
  | { kind: 'refused'; why: TakeBackRefusal | WhyNobody }
  | { kind: 'no-such-request' };

export async function handleTakeBackClick(ports: Ports, click: TakeBackClick): Promise<TakeBackOutcome> {
  const voter = await findVoter(ports, click.handle);
  if (voter.kind !== 'person') return { kind: 'refused', why: voter.why };
  const { person } = voter;
  const outcome = await changeRequest<TakeBackOutcome>(ports, click.requestId, (request) => {
    const back = takeBackVote(request, person, { digest: click.digest, via: ports.door.name }, ports.now());
    return back.kind === 'refused'
      ? { answer: back }
      : { transition: back.transition, answer: { kind: 'taken-back' } };
  });
  return outcome ?? { kind: 'no-such-request' };
}

/** What the person is told, and nobody else: that it is taken back shows on the card. */
export async function explainTakeBack(
  ports: Ports,
  click: TakeBackClick,
  outcome: TakeBackOutcome,
): Promise<void> {
  if (outcome.kind === 'taken-back') return;
  await replyTo(ports, click, textOf(ports, click, outcome));
}

function textOf(
  { door }: Pick<Ports, 'door'>,
  { handle }: TakeBackClick,
  outcome: Exclude<TakeBackOutcome, { kind: 'taken-back' }>,
): string {
  if (outcome.kind === 'no-such-request')
    return 'This request is not known here. It may belong to another stage.';
  const { why } = outcome;
  return isWhyNobody(why) ? formatNobody(why, door, handle) : formatTakeBackRefusal(why);
}

import { personByHandle } from '../../core/directory/directory.ts';
import type { CardRef } from '../../core/ports/messenger.ts';
import { formatTakeBackRefusal, type TakeBackRefusal, takeBackVote } from '../../core/vote/take-back-vote.ts';
import { changeRequest } from './change-request.ts';
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
  | { kind: 'refused'; why: TakeBackRefusal }
  | { kind: 'no-such-request' };

/** Whoever is not known has no vote. */
export async function handleTakeBackClick(ports: Ports, click: TakeBackClick): Promise<TakeBackOutcome> {
  const person = personByHandle(ports.directory, ports.door.name, click.handle);
  if (!person) return { kind: 'refused', why: 'no-vote' };
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
  const text =
    outcome.kind === 'refused'
      ? formatTakeBackRefusal(outcome.why)
      : 'This request is not known here. It may belong to another stage.';
  await replyTo(ports, click, text);
}

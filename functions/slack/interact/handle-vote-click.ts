import { type Directory, personBySlackId } from '../../../core/directory/directory.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import type { CardStore, RequestStore } from '../../../core/ports/store.ts';
import { castVote } from '../../../core/vote/cast-vote.ts';
import { type Refusal, refusals, type Voter } from '../../../core/vote/eligibility.ts';
import { changeRequest } from '../../shared/change-request.ts';
import { settleCards } from '../../shared/sync-cards.ts';
import type { Press } from './interaction.ts';

export interface Ports {
  requests: RequestStore;
  cards: CardStore;
  messenger: Pick<Messenger, 'whisper' | 'update'>;
  directory: Directory;
  now: () => string;
}

export type Pressed = { kind: 'counted' } | { kind: 'refused'; why: Refusal } | { kind: 'no-such-request' };

/** A person pressed a button: their vote is counted, or they alone are told why it is not. */
export async function pressButton(ports: Ports, press: Press): Promise<Pressed> {
  await adoptCard(ports, press);
  const person = personBySlackId(ports.directory, press.user);
  const voter: Voter = person ? { kind: 'person', person } : { kind: 'stranger', id: press.user };
  const ballot = {
    choice: press.choice,
    digest: press.digest,
    ...(press.reason ? { reason: press.reason } : {}),
  };

  const pressed = await changeRequest<Pressed>(ports.requests, press.requestId, (request) => {
    const outcome = castVote(request, voter, ballot, ports.directory, ports.now());
    if (outcome.kind === 'counted') return { step: outcome.step, answer: { kind: 'counted' } };
    return { ...(outcome.step ? { step: outcome.step } : {}), answer: { kind: 'refused', why: outcome.why } };
  });
  return pressed ?? { kind: 'no-such-request' };
}

/** What the person is told, and nobody else. */
export async function explain(ports: Ports, press: Press, pressed: Pressed): Promise<void> {
  if (pressed.kind === 'counted') return;
  const text =
    pressed.kind === 'refused'
      ? refusals[pressed.why]
      : 'This request is not known here. It may belong to another stage.';
  await ports.messenger.whisper({ channel: press.at.channel, user: press.user }, text);
  // A card that still has buttons then was forgotten by a crash or an outage, and no further move would correct it.
  if (pressed.kind === 'refused' && pressed.why === 'not-pending') await settleCards(ports, press.requestId);
}

/** A card whose posting crashed before it was noted is noted now, so that it is kept current like any other. */
async function adoptCard({ cards }: Ports, { requestId, at }: Press): Promise<void> {
  const known = await cards.list(requestId);
  if (!known.some(({ channel, ts }) => channel === at.channel && ts === at.ts))
    await cards.put(requestId, { ...at, tier: 0 });
}

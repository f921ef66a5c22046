import { type Directory, personBySlackId } from '../../../core/directory/directory.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import type { CardStore, RequestStore } from '../../../core/ports/store.ts';
import { castVote } from '../../../core/vote/cast-vote.ts';
import { type VoteRefusal, type Voter, voteRefusals } from '../../../core/vote/eligibility.ts';
import { changeRequest } from '../../shared/change-request.ts';
import { syncCards } from '../../shared/sync-cards.ts';
import type { VoteClick } from './interaction.ts';

export interface Ports {
  requests: RequestStore;
  cards: CardStore;
  messenger: Pick<Messenger, 'replyPrivately' | 'update'>;
  directory: Directory;
  now: () => string;
}

export type ClickOutcome =
  | { kind: 'counted' }
  | { kind: 'refused'; why: VoteRefusal }
  | { kind: 'no-such-request' };

/** A person clicked a button: their vote is counted, or they alone are told why it is not. */
export async function handleVoteClick(ports: Ports, click: VoteClick): Promise<ClickOutcome> {
  await adoptCard(ports, click);
  const person = personBySlackId(ports.directory, click.user);
  const voter: Voter = person ? { kind: 'person', person } : { kind: 'unknown-user', id: click.user };
  const ballot = {
    choice: click.choice,
    digest: click.digest,
    ...(click.reason ? { reason: click.reason } : {}),
  };

  const outcome = await changeRequest<ClickOutcome>(ports.requests, click.requestId, (request) => {
    const vote = castVote(request, voter, ballot, ports.directory, ports.now());
    if (vote.kind === 'counted') return { transition: vote.transition, answer: { kind: 'counted' } };
    return {
      ...(vote.transition ? { transition: vote.transition } : {}),
      answer: { kind: 'refused', why: vote.why },
    };
  });
  return outcome ?? { kind: 'no-such-request' };
}

/** What the person is told, and nobody else. */
export async function explain(ports: Ports, click: VoteClick, outcome: ClickOutcome): Promise<void> {
  if (outcome.kind === 'counted') return;
  const text =
    outcome.kind === 'refused'
      ? voteRefusals[outcome.why]
      : 'This request is not known here. It may belong to another stage.';
  await ports.messenger.replyPrivately({ channel: click.at.channel, user: click.user }, text);
  // A card that still has buttons then was forgotten by a crash or an outage, and no further move would correct it.
  if (outcome.kind === 'refused' && outcome.why === 'not-pending') await syncCards(ports, click.requestId);
}

/** A card whose posting crashed before it was noted is noted now, so that it is kept current like any other. */
async function adoptCard({ cards }: Ports, { requestId, at }: VoteClick): Promise<void> {
  const known = await cards.list(requestId);
  if (!known.some(({ channel, ts }) => channel === at.channel && ts === at.ts))
    await cards.put(requestId, { ...at, tier: 0 });
}

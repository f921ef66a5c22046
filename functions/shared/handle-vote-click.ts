import type { CardRef, Messenger } from '../../core/ports/messenger.ts';
import type { CardStore, RequestStore } from '../../core/ports/store.ts';
import type { Again, Choice, Request } from '../../core/request/request.ts';
import { castVote } from '../../core/vote/cast-vote.ts';
import {
  type AskedOf,
  askedOf,
  formatVoteRefusal,
  namedGroups,
  type VoteRefusal,
} from '../../core/vote/eligibility.ts';
import { adoptCard } from './adopt-card.ts';
import { allAtOnce } from './all-at-once.ts';
import { type Backoff, type Change, changeRequest } from './change-request.ts';
import { type FindVoterPorts, findVoter } from './find-voter.ts';
import { replyTo } from './reply-to.ts';
import { syncCards } from './sync-cards.ts';

/** A click on one of our buttons, in whichever room. */
export interface VoteClick {
  /** Who clicked, as the room names them. */
  handle: string;
  choice: Choice;
  requestId: string;
  digest: string;
  /** Of what the card showed of the target. */
  seen?: string;
  reason?: string;
  /** With a no alone. */
  again?: Again;
  /** Whoever pressed had all before them that is signed, to its end. */
  sawAll: boolean;
  card: CardRef;
}

export interface Ports extends FindVoterPorts {
  requests: RequestStore;
  backoff: Backoff;
  cards: CardStore;
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately' | 'update'>[];
  /** The room's card shows all that is signed. */
  showsAll: (request: Request) => boolean;
  now: () => string;
}

export type ClickOutcome =
  | { kind: 'counted' }
  | { kind: 'refused'; why: VoteRefusal; asked?: AskedOf }
  /** The card had no room for all that a yes signs. */
  | { kind: 'needs-full-view' }
  | { kind: 'no-such-request' };

/** A person clicked a button: their vote is counted, or they alone are told why it is not. */
export async function handleVoteClick(ports: Ports, click: VoteClick): Promise<ClickOutcome> {
  const reading = ports.requests.get(click.requestId);
  // The room says meanwhile who that is: somebody waits for all of it.
  const [clicked, voter] = await Promise.all([
    reading,
    findVoter(ports, click.handle, reading.then(askingFor)),
    // Before the vote, so that whoever shows the vote finds the card; not before it is known to be one of ours.
    reading.then(async (request) => {
      if (request?.digest === click.digest) await adoptCard(ports.cards, request.id, click.card);
    }),
  ]);
  if (!clicked) return { kind: 'no-such-request' };
  if (clicked.state !== 'pending') return { kind: 'refused', why: 'not-pending' };
  const ballot = {
    choice: click.choice,
    digest: click.digest,
    ...(click.seen ? { seen: click.seen } : {}),
    ...(click.reason ? { reason: click.reason } : {}),
    ...(click.again ? { again: click.again } : {}),
  };

  const decide = (request: Request): Change<ClickOutcome> => {
    const vote = castVote(request, voter, ballot, ports.directory, ports.now());
    if (vote.kind === 'counted')
      return click.choice === 'approve' && !click.sawAll && !ports.showsAll(request)
        ? { answer: { kind: 'needs-full-view' } }
        : { transition: vote.transition, answer: { kind: 'counted' } };
    return {
      ...(vote.transition ? { transition: vote.transition } : {}),
      answer: refused(vote.why, request),
      tries: 3,
    };
  };
  const outcome = await changeRequest(ports, click.requestId, decide, clicked);
  return outcome ?? { kind: 'no-such-request' };
}

/** Groups are asked for where a vote still counts. */
const askingFor = (request: Request | undefined) =>
  request?.state === 'pending' ? { groups: namedGroups(request), risk: request.ruling.risk } : undefined;

function refused(why: VoteRefusal, request: Request): ClickOutcome {
  const asked = askedOf(request);
  return { kind: 'refused', why, ...(asked && { asked }) };
}

/** What the person is told, and nobody else. */
export async function explain(ports: Ports, click: VoteClick, outcome: ClickOutcome): Promise<void> {
  if (outcome.kind === 'counted') return;
  await allAtOnce([
    replyTo(ports, click, formatNotCounted(ports, click, outcome)),
    repairCards(ports, click, outcome),
  ]);
}

export function formatNotCounted(
  { door }: Pick<Ports, 'door'>,
  { handle }: Pick<VoteClick, 'handle'>,
  outcome: Exclude<ClickOutcome, { kind: 'counted' }>,
): string {
  switch (outcome.kind) {
    case 'refused':
      return formatVoteRefusal(outcome.why, door, handle, outcome.asked);
    case 'needs-full-view':
      return 'Not all that you would sign has room on the card. Open the details, read them to the end, and approve there.';
    case 'no-such-request':
      return 'This request is not known here. It may belong to another stage.';
  }
}

/** A card that still has buttons then was forgotten by a crash or an outage, and no further move would correct it. */
export async function repairCards(ports: Ports, click: VoteClick, outcome: ClickOutcome): Promise<void> {
  if (outcome.kind === 'refused' && outcome.why === 'not-pending') await syncCards(ports, click.requestId);
}

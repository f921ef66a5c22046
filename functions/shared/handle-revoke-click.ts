import { formatRevokeRefusal, mayRevoke, type RevokeRefusal } from '../../core/execution/revoke-grant.ts';
import type { RevokeSoon } from '../../core/ports/grants.ts';
import type { CardRef } from '../../core/ports/messenger.ts';
import { namedGroups } from '../../core/vote/eligibility.ts';
import { allAtOnce } from './all-at-once.ts';
import { findVoter } from './find-voter.ts';
import type { Ports } from './handle-vote-click.ts';
import { replyTo } from './reply-to.ts';
import { syncCards } from './sync-cards.ts';

/** A click on the button that takes credentials back, in whichever room. */
export interface RevokeClick {
  /** Who clicked, as the room names them. */
  handle: string;
  requestId: string;
  digest: string;
  card: CardRef;
}

export interface RevokePorts
  extends Pick<Ports, 'requests' | 'cards' | 'door' | 'roomUsers' | 'messengers' | 'directory' | 'now'> {
  revoke: RevokeSoon;
}

export type RevokeOutcome =
  | { kind: 'asked-for' }
  | { kind: 'refused'; why: RevokeRefusal }
  | { kind: 'no-such-request' };

/** Who may is seen here; the denial takes longer than a room waits for an answer, and is made elsewhere. */
export async function handleRevokeClick(ports: RevokePorts, click: RevokeClick): Promise<RevokeOutcome> {
  const { requestId, handle, digest } = click;
  const request = await ports.requests.get(requestId);
  if (!request) return { kind: 'no-such-request' };
  const { ruling } = request;
  const asking =
    ruling.decision === 'review' ? { groups: namedGroups({ ruling }), risk: ruling.risk } : undefined;
  const voter = await findVoter(ports, handle, asking);
  const may = mayRevoke(request, voter, digest, ports.now());
  if (may.kind === 'refused') return may;
  await ports.revoke({ v: 1, requestId, person: may.person.id, via: ports.door.name });
  return { kind: 'asked-for' };
}

/** What the person is told, and nobody else: the card itself shows that they are taken back, once they are. */
export async function explainRevoke(
  ports: RevokePorts,
  click: RevokeClick,
  outcome: RevokeOutcome,
): Promise<void> {
  // The card had a button that it should not have had.
  const isWrong = outcome.kind === 'refused' && outcome.why === 'not-granted';
  await allAtOnce([
    replyTo(ports, click, textOf(ports, click, outcome)),
    ...(isWrong ? [syncCards(ports, click.requestId)] : []),
  ]);
}

function textOf(
  { door }: Pick<RevokePorts, 'door'>,
  { handle }: RevokeClick,
  outcome: RevokeOutcome,
): string {
  switch (outcome.kind) {
    case 'asked-for':
      return 'The credentials are being denied. IAM takes some seconds; the card shows it when it is done.';
    case 'refused':
      return formatRevokeRefusal(outcome.why, door, handle);
    case 'no-such-request':
      return 'This request is not known here. It may belong to another stage.';
  }
}

import { z } from 'zod';
import { type Directory, handleOf, personById } from '../../../core/directory/directory.ts';
import { noteSeen } from '../../../core/execution/note-seen.ts';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { LookAtTarget } from '../../../core/ports/look.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import type { Card, CardStore, RequestStore, TokenStore } from '../../../core/ports/store.ts';
import type { WakeWorkflow } from '../../../core/ports/workflow.ts';
import { notifyTier } from '../../../core/request/close-request.ts';
import { groupsTold, tellingOf } from '../../../core/request/deadlines.ts';
import type { Pending, Request, Vote } from '../../../core/request/request.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import { inEveryRoom } from '../../shared/in-every-room.ts';
import { syncCards } from '../../shared/sync-cards.ts';
import { type DirectPorts, tellDirectly } from '../../shared/tell-directly.ts';

/** A tier begins, as the workflow's definition says it. One that started weeks ago says it as it was said then. */
const turnSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  tier: z.int().nonnegative(),
  taskToken: z.string(),
});
export type Turn = z.infer<typeof turnSchema>;
export const turnVersions: Versioned<Turn> = { name: 'input of ask', readers: [turnSchema] };

export interface Ports extends Omit<DirectPorts, 'cards' | 'directory'> {
  requests: RequestStore;
  backoff: Backoff;
  tokens: Pick<TokenStore, 'put'>;
  cards: CardStore;
  messengers: readonly Pick<Messenger, 'door' | 'post' | 'update' | 'notify' | 'replyPrivately'>[];
  directory: Directory;
  look: LookAtTarget;
  wake: WakeWorkflow;
  now: () => string;
}

/**
 * One tier begins: the token is kept, then people are asked. Whoever decided before the token was kept could not wake
 * the workflow, so the request is looked at once more after that.
 */
export async function askPeople(
  ports: Ports,
  { requestId, tier, taskToken }: Omit<Turn, 'v'>,
): Promise<void> {
  const request = await enterTier(ports, requestId, tier);
  if (request.state !== 'pending') return ports.wake(taskToken, { v: 1, state: request.state });
  await ports.tokens.put(requestId, taskToken);
  const seen = await see(ports, request);
  await show(ports, seen, tier);
  await tellEach(ports, seen, tier);
  const { state } = await mustGet(ports, requestId);
  if (state !== 'pending') await ports.wake(taskToken, { v: 1, state });
}

/** The tier is part of the request and of its trail; the workflow only keeps the time. */
async function enterTier(ports: Ports, id: string, tier: number): Promise<Request> {
  const request = await changeRequest<Request>(ports, id, (current) => {
    if (current.state !== 'pending' || current.tier >= tier) return { answer: current };
    const transition = notifyTier(current, tier, ports.now());
    return { transition, answer: transition.request };
  });
  return request ?? missing(id);
}

/** Looked at before its first card, and at each later tier: what has changed by then is told on the card, and votes anew. */
async function see(ports: Ports, request: Pending): Promise<Request> {
  if (!request.looks) return request;
  const answer = await ports.look(request.id);
  let voided: readonly Vote[] = [];
  const seen = await changeRequest<Request>(ports, request.id, (current) => {
    const noted = current.state === 'pending' ? noteSeen(current, answer, ports.now()) : undefined;
    voided = noted?.voided ?? [];
    return noted ? { transition: noted.transition, answer: noted.transition.request } : { answer: current };
  });
  await tellVoided(ports, request.id, voided);
  return seen ?? missing(request.id);
}

/** Beside the card that they voted on, and to nobody else. */
async function tellVoided({ cards, messengers, directory }: Ports, id: string, votes: readonly Vote[]) {
  if (votes.length === 0) return;
  const posted = await cards.list(id);
  await inEveryRoom(messengers, async (messenger) => {
    const card = posted.find(({ door }) => door === messenger.door);
    if (!card) return;
    for (const { person } of votes) {
      const voter = personById(directory, person);
      const handle = voter && handleOf(voter, messenger.door);
      if (handle !== undefined) await messenger.replyPrivately({ card, handle }, voidedText);
    }
  });
}

const voidedText =
  'What this request would change is another now than when you voted, so your vote is void. Look at the card again, and decide anew.';

/**
 * One card a request in each room; each later tier is told beside it once, however often the workflow tries. It gets its buttons
 * only once it is noted: whoever is killed in between leaves one behind that has nothing to press.
 */
async function show(ports: Ports, request: Request, tier: number): Promise<void> {
  if (request.state !== 'pending') return;
  const { cards, messengers } = ports;
  const { terms } = request.ruling;
  const posted = await cards.list(request.id);
  await inEveryRoom(messengers, async (messenger) => {
    const known = posted.find(({ door }) => door === messenger.door);
    const card = known ?? (await post(messenger));
    // Also one that is known: it may have been noted by somebody who came no further. A new tier is a move, and the stream shows it.
    if (!known || known.tier >= tier) await syncCards({ ...ports, messengers: [messenger] }, request.id);
    if (card.tier >= tier) return;
    await messenger.notify(card, request, tellingOf(terms, card.tier, tier));
    await cards.put(request.id, { ...card, tier });
  });

  async function post(messenger: Pick<Messenger, 'post'>): Promise<Card> {
    const card = { ...(await messenger.post(request)), tier: 0 };
    await cards.put(request.id, card);
    return card;
  }
}

/** Whoever wants a message of their own, of all who should know by this tier: nobody gets a second. */
async function tellEach(ports: Ports, request: Request, tier: number): Promise<void> {
  if (request.state !== 'pending') return;
  await tellDirectly(ports, request, groupsTold(request.ruling.terms, tier));
}

const mustGet = async (ports: Ports, id: string): Promise<Request> =>
  (await ports.requests.get(id)) ?? missing(id);

function missing(id: string): never {
  throw new Error(`The workflow runs for request ${id}, which is not in the table.`);
}

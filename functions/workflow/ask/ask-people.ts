import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import type { Card, CardStore, RequestStore, TokenStore } from '../../../core/ports/store.ts';
import type { WakeWorkflow } from '../../../core/ports/workflow.ts';
import { notifyTier } from '../../../core/request/close-request.ts';
import { groupsToTell } from '../../../core/request/deadlines.ts';
import type { Pending, Request } from '../../../core/request/request.ts';
import { type Backoff, changeRequest } from '../../shared/change-request.ts';
import { inEveryRoom } from '../../shared/in-every-room.ts';

/** A tier begins, as the workflow's definition says it. One that started weeks ago says it as it was said then. */
const turnSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  tier: z.int().nonnegative(),
  taskToken: z.string(),
});
export type Turn = z.infer<typeof turnSchema>;
export const turnVersions: Versioned<Turn> = { name: 'input of ask', readers: [turnSchema] };

export interface Ports {
  requests: RequestStore;
  backoff: Backoff;
  tokens: Pick<TokenStore, 'put'>;
  cards: CardStore;
  messengers: readonly Pick<Messenger, 'door' | 'post' | 'notify'>[];
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
  await show(ports, request, tier);
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

/** One card a request in each room; each later tier is told beside it once, however often the workflow tries. */
async function show({ cards, messengers }: Ports, request: Pending, tier: number): Promise<void> {
  const posted = await cards.list(request.id);
  await inEveryRoom(messengers, async (messenger) => {
    const card = posted.find(({ door }) => door === messenger.door) ?? (await post(messenger));
    if (card.tier >= tier) return;
    await messenger.notify(card, request, groupsToTell(request.ruling.terms, card.tier, tier));
    await cards.put(request.id, { ...card, tier });
  });

  async function post(messenger: Pick<Messenger, 'post'>): Promise<Card> {
    const card = { ...(await messenger.post(request)), tier: 0 };
    await cards.put(request.id, card);
    return card;
  }
}

const mustGet = async (ports: Ports, id: string): Promise<Request> =>
  (await ports.requests.get(id)) ?? missing(id);

function missing(id: string): never {
  throw new Error(`The workflow runs for request ${id}, which is not in the table.`);
}

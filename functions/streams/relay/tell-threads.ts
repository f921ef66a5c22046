import type { Messenger } from '../../../core/ports/messenger.ts';
import type { CardStore, RequestStore, ThreadStore } from '../../../core/ports/store.ts';
import { untoldHappenings } from '../../../core/request/happenings.ts';
import { inEveryRoom } from '../../shared/in-every-room.ts';

export interface TellPorts {
  requests: Pick<RequestStore, 'get'>;
  cards: Pick<CardStore, 'list'>;
  threads: ThreadStore;
  messengers: readonly Pick<Messenger, 'door' | 'tell'>[];
}

/**
 * Says in each card's thread what it does not say yet. Nobody else does: the stream brings the moves of one request in their order,
 * one after the other. What could not be said is said with the next move.
 */
export async function tellThreads(ports: TellPorts, id: string): Promise<void> {
  const request = await ports.requests.get(id);
  if (!request || untoldHappenings(request, []).length === 0) return;
  await inEveryRoom(await ports.cards.list(id), async (card) => {
    const messenger = ports.messengers.find(({ door }) => door === card.door);
    if (!messenger) return;
    const told = await ports.threads.told(id, card);
    const happenings = untoldHappenings(request, told);
    if (happenings.length === 0) return;
    await messenger.tell(card, request, happenings);
    await ports.threads.put(id, card, [...told, ...happenings.map(({ key }) => key)]);
  });
}

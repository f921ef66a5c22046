import type { Messenger } from '../../../core/ports/messenger.ts';
import type { ThreadStore } from '../../../core/ports/store.ts';
import { untoldHappenings } from '../../../core/request/happenings.ts';
import type { Request } from '../../../core/request/request.ts';
import { inEveryRoom } from '../../shared/in-every-room.ts';
import type { Synced } from '../../shared/sync-cards.ts';

export interface TellPorts {
  threads: ThreadStore;
  messengers: readonly Pick<Messenger, 'door' | 'tell'>[];
}

/**
 * Says in each card's thread what it does not say yet. Nobody else does: the stream brings the moves of one request in their order,
 * one after the other. What could not be said is said with the next move.
 */
export async function tellThreads(
  { threads, messengers }: TellPorts,
  { current: request, cards }: Synced<Request>,
): Promise<void> {
  if (untoldHappenings(request, []).length === 0) return;
  await inEveryRoom(cards, async (card) => {
    const messenger = messengers.find(({ door }) => door === card.door);
    if (!messenger) return;
    const told = await threads.told(request.id, card);
    const happenings = untoldHappenings(request, told);
    if (happenings.length === 0) return;
    await messenger.tell(card, request, happenings);
    await threads.put(request.id, card, [...told, ...happenings.map(({ key }) => key)]);
  });
}

import type { Messenger } from '../../core/ports/messenger.ts';
import type { CardStore, RequestStore } from '../../core/ports/store.ts';
import { inEveryRoom } from './in-every-room.ts';

export interface SyncPorts {
  requests: Pick<RequestStore, 'get'>;
  cards: Pick<CardStore, 'list'>;
  messengers: readonly Pick<Messenger, 'door' | 'update'>[];
}

/**
 * Shows the request as it stands, and looks again until what is shown is what stands. Two who do this at the same
 * time end well in any order: the one who writes last has looked after writing.
 */
export async function syncCards({ requests, cards, messengers }: SyncPorts, id: string): Promise<void> {
  let shown: number | undefined;
  for (;;) {
    const request = await requests.get(id);
    if (!request || request.version === shown) return;
    await inEveryRoom(await cards.list(id), async (card) => {
      // A room that is no longer connected keeps its cards as they are.
      await messengers.find(({ door }) => door === card.door)?.update(card, request);
    });
    shown = request.version;
  }
}

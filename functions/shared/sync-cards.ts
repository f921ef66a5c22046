import type { Messenger } from '../../core/ports/messenger.ts';
import type { CardStore, RequestStore } from '../../core/ports/store.ts';

export interface SyncPorts {
  requests: Pick<RequestStore, 'get'>;
  cards: Pick<CardStore, 'list'>;
  messenger: Pick<Messenger, 'update'>;
}

/**
 * Shows the request as it stands, and looks again until what is shown is what stands. Two who do this at the same
 * time end well in any order: the one who writes last has looked after writing.
 */
export async function syncCards({ requests, cards, messenger }: SyncPorts, id: string): Promise<void> {
  let shown: number | undefined;
  for (;;) {
    const request = await requests.get(id);
    if (!request || request.version === shown) return;
    for (const card of await cards.list(id)) await messenger.update(card, request);
    shown = request.version;
  }
}

import type { Incident } from '../../core/detection/incident.ts';
import type { IncidentMessenger } from '../../core/ports/incident-messenger.ts';
import type { IncidentStore } from '../../core/ports/incidents.ts';
import type { CardRef, Messenger } from '../../core/ports/messenger.ts';
import type { CardStore, RequestStore } from '../../core/ports/store.ts';
import type { Request } from '../../core/request/request.ts';
import { inEveryRoom } from './in-every-room.ts';

export interface SyncPorts {
  requests: Pick<RequestStore, 'get'>;
  cards: Pick<CardStore, 'list'>;
  messengers: readonly Pick<Messenger, 'door' | 'update'>[];
}

/** What was shown last, and where. */
export interface Synced<T> {
  current: T;
  cards: readonly CardRef[];
}

/** Shows the request as it stands. */
export const syncCards = (
  { requests, cards, messengers }: SyncPorts,
  id: string,
): Promise<Synced<Request> | undefined> =>
  showUntilCurrent({ read: () => requests.get(id), cards: () => cards.list(id), messengers });

export interface IncidentSyncPorts {
  incidents: Pick<IncidentStore, 'get'>;
  incidentCards: Pick<CardStore, 'list'>;
  incidentMessengers: readonly Pick<IncidentMessenger, 'door' | 'update'>[];
}

/** Shows the incident as it stands. */
export const syncIncidentCards = (
  { incidents, incidentCards, incidentMessengers: messengers }: IncidentSyncPorts,
  id: string,
): Promise<Synced<Incident> | undefined> =>
  showUntilCurrent({ read: () => incidents.get(id), cards: () => incidentCards.list(id), messengers });

interface Shown<T> {
  read: () => Promise<T | undefined>;
  cards: () => Promise<readonly CardRef[]>;
  messengers: readonly { door: string; update: (card: CardRef, current: T) => Promise<void> }[];
}

/**
 * Looks again until what is shown is what stands. Two who do this at the same time end well in any order: the one who
 * writes last has looked after writing.
 */
async function showUntilCurrent<T extends { version: number }>({
  read,
  cards,
  messengers,
}: Shown<T>): Promise<Synced<T> | undefined> {
  let shown: Synced<T> | undefined;
  for (;;) {
    const current = await read();
    if (!current || current.version === shown?.current.version) return shown;
    shown = { current, cards: await cards() };
    await inEveryRoom(shown.cards, async (card) => {
      // A room that is no longer connected keeps its cards as they are.
      await messengers.find(({ door }) => door === card.door)?.update(card, current);
    });
  }
}

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
  requests: Pick<RequestStore, 'get'>;
  incidentCards: Pick<CardStore, 'list'>;
  incidentMessengers: readonly Pick<IncidentMessenger, 'door' | 'update'>[];
}

/** An incident, and the request that is to undo what it is about. */
interface IncidentStanding {
  version: string;
  incident: Incident;
  reverting: Request | undefined;
}

/** Shows the incident as it stands, with what came of the request that is to undo it. */
export const syncIncidentCards = (
  ports: IncidentSyncPorts,
  id: string,
): Promise<Synced<IncidentStanding> | undefined> =>
  showUntilCurrent({
    read: () => standingOf(ports, id),
    cards: () => ports.incidentCards.list(id),
    messengers: ports.incidentMessengers.map((messenger) => ({
      door: messenger.door,
      update: (card, { incident, reverting }) => messenger.update(card, incident, reverting?.state),
    })),
  });

async function standingOf(
  { incidents, requests }: IncidentSyncPorts,
  id: string,
): Promise<IncidentStanding | undefined> {
  const incident = await incidents.get(id);
  if (!incident) return undefined;
  const reverting = incident.revert && (await requests.get(incident.revert.requestId));
  return { version: `${incident.version}.${reverting?.version ?? 0}`, incident, reverting };
}

interface Shown<T> {
  read: () => Promise<T | undefined>;
  cards: () => Promise<readonly CardRef[]>;
  messengers: readonly { door: string; update: (card: CardRef, current: T) => Promise<void> }[];
}

/**
 * Looks again until what is shown is what stands. Two who do this at the same time end well in any order: the one who
 * writes last has looked after writing.
 */
async function showUntilCurrent<T extends { version: number | string }>({
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

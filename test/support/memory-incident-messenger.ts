import type { Incident } from '../../core/detection/incident.ts';
import type { IncidentMessenger } from '../../core/ports/incident-messenger.ts';
import { type CardRef, MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { State } from '../../core/request/lifecycle.ts';

/** A room as far as the use cases of incidents see it. */
export interface MemoryIncidentMessenger extends IncidentMessenger {
  /** What each posted card shows now, by its reference. */
  readonly cards: ReadonlyMap<string, Incident>;
  /** How the request stands that is to undo it, where a card shows that. */
  readonly reverting: ReadonlyMap<string, State | undefined>;
  /** Whom a card or a reminder rang for, in order. */
  readonly rung: readonly { card: CardRef; groups: readonly string[] }[];
  /** From now on every method fails, until told otherwise. */
  down: boolean;
}

export function memoryIncidentMessenger(
  door: string,
  refOf = (card: number) => `incident-card-${card}`,
): MemoryIncidentMessenger {
  const cards = new Map<string, Incident>();
  const reverting = new Map<string, State | undefined>();
  const rung: { card: CardRef; groups: readonly string[] }[] = [];
  const reach = (): void => {
    if (messenger.down) throw new MessengerUnavailable(door, `${door} could not be reached`);
  };

  const messenger: MemoryIncidentMessenger = {
    door,
    cards,
    reverting,
    rung,
    down: false,
    async post(incident, groups) {
      reach();
      const ref = refOf(cards.size + 1);
      cards.set(ref, incident);
      rung.push({ card: { door, ref }, groups });
      return { door, ref };
    },
    async update({ ref }, incident, state) {
      reach();
      cards.set(ref, incident);
      reverting.set(ref, state);
    },
    async remind(card, _incident, groups) {
      reach();
      rung.push({ card, groups });
    },
  };
  return messenger;
}

/** As Slack names its messages: channel and timestamp. */
export const memorySlackIncidents = (): MemoryIncidentMessenger =>
  memoryIncidentMessenger('slack', (card) => `C0APPROVALS/1767614500.${String(card).padStart(6, '0')}`);

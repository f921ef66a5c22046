import { type CardRef, type Messenger, MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { Telling } from '../../core/request/deadlines.ts';
import type { Happening } from '../../core/request/happenings.ts';
import type { Request } from '../../core/request/request.ts';

/** A room as far as the use cases see it. */
export interface MemoryMessenger extends Messenger {
  /** What each posted card shows now, by its reference. */
  readonly cards: ReadonlyMap<string, Request>;
  readonly notified: readonly (Telling & { card: CardRef })[];
  readonly told: readonly { card: CardRef; happenings: readonly Happening[] }[];
  readonly privateReplies: readonly { handle: string; text: string }[];
  /** From now on every method fails, until told otherwise. */
  down: boolean;
}

/** `refOf` makes the reference of the n-th card, in the room's own form. */
export function memoryMessenger(door: string, refOf = (card: number) => `card-${card}`): MemoryMessenger {
  const cards = new Map<string, Request>();
  const notified: (Telling & { card: CardRef })[] = [];
  const told: { card: CardRef; happenings: readonly Happening[] }[] = [];
  const privateReplies: { handle: string; text: string }[] = [];
  const reach = (): void => {
    if (messenger.down) throw new MessengerUnavailable(door, `${door} could not be reached`);
  };

  const messenger: MemoryMessenger = {
    door,
    cards,
    notified,
    told,
    privateReplies,
    down: false,
    async post(request) {
      reach();
      const ref = refOf(cards.size + 1);
      cards.set(ref, request);
      return { door, ref };
    },
    async update({ ref }, request) {
      reach();
      cards.set(ref, request);
    },
    async notify({ door, ref }, _request, telling) {
      reach();
      notified.push({ card: { door, ref }, ...telling });
    },
    async tell({ door, ref }, _request, happenings) {
      reach();
      told.push({ card: { door, ref }, happenings });
    },
    async replyPrivately({ handle }, text) {
      reach();
      privateReplies.push({ handle, text });
    },
  };
  return messenger;
}

/** As Slack names its messages: channel and timestamp. */
export const memorySlack = (): MemoryMessenger =>
  memoryMessenger('slack', (card) => `C0APPROVALS/1767614400.${String(card).padStart(6, '0')}`);

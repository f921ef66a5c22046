import type { DeniedHour } from '../../core/detection/denied-hour.ts';
import type { DeniedMessenger } from '../../core/ports/denied-messenger.ts';
import { MessengerUnavailable } from '../../core/ports/messenger.ts';

/** A room as far as it hears of denied calls. */
export interface MemoryDeniedMessenger extends DeniedMessenger {
  /** What each posted card shows now, by its reference. */
  readonly cards: ReadonlyMap<string, DeniedHour>;
  /** How many messages it took to show that. */
  messages: number;
  /** From now on every method fails, until told otherwise. */
  down: boolean;
}

export function memoryDeniedMessenger(
  door: string,
  refOf = (card: number) => `denied-${card}`,
): MemoryDeniedMessenger {
  const cards = new Map<string, DeniedHour>();
  const show = (ref: string, denied: DeniedHour): void => {
    if (messenger.down) throw new MessengerUnavailable(door, `${door} could not be reached`);
    messenger.messages += 1;
    cards.set(ref, denied);
  };
  const messenger: MemoryDeniedMessenger = {
    door,
    cards,
    messages: 0,
    down: false,
    async post(denied) {
      const ref = refOf(cards.size + 1);
      show(ref, denied);
      return { door, ref };
    },
    async update({ ref }, denied) {
      show(ref, denied);
    },
  };
  return messenger;
}

/** As Slack names its messages: channel and timestamp. */
export const memorySlackDenied = (): MemoryDeniedMessenger =>
  memoryDeniedMessenger('slack', (card) => `C0APPROVALS/1767615000.${String(card).padStart(6, '0')}`);

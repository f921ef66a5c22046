import type {
  DirectMessage,
  DirectMessageStore,
  DirectMessenger,
} from '../../core/ports/direct-messenger.ts';
import { MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { Request } from '../../core/request/request.ts';

/** What each person was told alone, by handle: whether it waits still, or what became of it. */
export interface MemoryDirectMessenger extends DirectMessenger {
  readonly told: readonly { handle: string; ref: string; request: Request; card: string; quiet: boolean }[];
  down: boolean;
}

export function memoryDirectMessenger(door: string): MemoryDirectMessenger {
  const told: { handle: string; ref: string; request: Request; card: string; quiet: boolean }[] = [];
  const reach = (): void => {
    if (messenger.down) throw new MessengerUnavailable(door, `${door} could not be reached`);
  };
  const messenger: MemoryDirectMessenger = {
    door,
    told,
    down: false,
    async tell(handle, request, card) {
      reach();
      const ref = `direct-${told.length + 1}`;
      told.push({ handle, ref, request, card: card.ref, quiet: false });
      return { door, ref };
    },
    async quiet({ ref }, request) {
      reach();
      const at = told.findIndex((one) => one.ref === ref);
      const before = told[at];
      if (before) told[at] = { ...before, request, quiet: true };
    },
  };
  return messenger;
}

export function memoryDirectMessageStore(): DirectMessageStore {
  const requests = new Map<string, Map<string, DirectMessage>>();
  return {
    list: async (requestId) => [...(requests.get(requestId)?.values() ?? [])].map((one) => ({ ...one })),
    async put(requestId, message) {
      const messages = requests.get(requestId) ?? new Map<string, DirectMessage>();
      requests.set(requestId, messages.set(`${message.door} ${message.person}`, { ...message }));
    },
  };
}

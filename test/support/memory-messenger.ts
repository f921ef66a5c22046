import type { Messenger, Posted } from '../../core/ports/messenger.ts';
import type { Request } from '../../core/request/request.ts';

/** Slack as far as the use cases see it. */
export interface MemoryMessenger extends Messenger {
  /** What each posted card shows now, by its timestamp. */
  readonly cards: ReadonlyMap<string, Request>;
  readonly calls: readonly { at: Posted; groups: readonly string[] }[];
  readonly privateReplies: readonly { user: string; text: string }[];
  /** From now on every method fails, until told otherwise. */
  down: boolean;
}

/** As the adapter names it: the workflow knows Slack's outages by this name. */
export const slackUnavailable = (): Error =>
  Object.assign(new Error('Slack could not be reached'), { name: 'SlackUnavailable' });

export function memoryMessenger(): MemoryMessenger {
  const cards = new Map<string, Request>();
  const calls: { at: Posted; groups: readonly string[] }[] = [];
  const privateReplies: { user: string; text: string }[] = [];
  const reach = (): void => {
    if (messenger.down) throw slackUnavailable();
  };

  const messenger: MemoryMessenger = {
    cards,
    calls,
    privateReplies,
    down: false,
    async post(request) {
      reach();
      const ts = `1767614400.${String(cards.size + 1).padStart(6, '0')}`;
      cards.set(ts, request);
      return { channel: 'C0APPROVALS', ts };
    },
    async update({ ts }, request) {
      reach();
      cards.set(ts, request);
    },
    async call(at, _request, groups) {
      reach();
      calls.push({ at, groups });
    },
    async replyPrivately({ user }, text) {
      reach();
      privateReplies.push({ user, text });
    },
  };
  return messenger;
}

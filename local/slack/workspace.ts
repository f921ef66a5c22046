import type { Block } from './block-kit/blocks.ts';

export interface Member {
  id: string;
  name: string;
}

export interface Channel {
  id: string;
  name: string;
}

export interface Message {
  ts: string;
  text: string;
  blocks: Block[];
  threadTs?: string | undefined;
  /** When it was changed last, as a Slack timestamp. */
  edited?: string | undefined;
  /** The one member who sees it; everyone where it is left out. */
  onlyFor?: string | undefined;
  /** Whose conversation with the app it stands in, and not in the channel. */
  directTo?: string | undefined;
}

/** A member's conversation with the app. */
export const directChannelOf = (memberId: string): string => `D${memberId.slice(1)}`;

/** One channel with its members and messages, in memory. */
export interface Workspace {
  channel: Channel;
  members: readonly Member[];
  newTimestamp(): string;
  post(draft: Omit<Message, 'ts' | 'edited'>): Message;
  update(ts: string, change: { text: string; blocks: Block[] }): Message | undefined;
  remove(ts: string): void;
  find(ts: string): Message | undefined;
  seenBy(memberId: string): Message[];
  onChange(listener: () => void): () => void;
  /** Something beside the messages is another: a window. */
  changed(): void;
}

export interface WorkspaceSettings {
  channel: Channel;
  members: readonly Member[];
  /** Milliseconds since 1970. */
  now(): number;
}

export function createWorkspace({ channel, members, now }: WorkspaceSettings): Workspace {
  const messages = new Map<string, Message>();
  const listeners = new Set<() => void>();
  let lastMicroseconds = 0;

  /** A timestamp is a message's id in its channel: it grows even when the clock stands still. */
  const newTimestamp = (): string => {
    lastMicroseconds = Math.max(now() * 1_000, lastMicroseconds + 1);
    return `${Math.floor(lastMicroseconds / 1e6)}.${String(lastMicroseconds % 1e6).padStart(6, '0')}`;
  };
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const keep = (message: Message): Message => {
    messages.set(message.ts, message);
    changed();
    return message;
  };

  return {
    channel,
    members,
    newTimestamp,
    post: (draft) => keep({ ...draft, ts: newTimestamp() }),
    update: (ts, change) => {
      const message = messages.get(ts);
      return message && keep({ ...message, ...change, edited: newTimestamp() });
    },
    remove: (ts) => {
      if (messages.delete(ts)) changed();
    },
    find: (ts) => messages.get(ts),
    seenBy: (memberId) =>
      [...messages.values()].filter(({ onlyFor, directTo }) =>
        [onlyFor, directTo].every((one) => one === undefined || one === memberId),
      ),
    changed,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

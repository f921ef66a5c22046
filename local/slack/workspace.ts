import type { Block } from './block-kit/blocks.ts';

export interface Member {
  id: string;
  name: string;
  email?: string;
  unconfirmed?: true;
  /** A full member, where it is left out. */
  standing?: 'guest' | 'single-channel guest' | 'bot' | 'deactivated';
  /** Of another workspace, whose people a shared channel brings. */
  team?: string;
  /** Of an organization with several workspaces. */
  enterprise?: { id: string; enterprise_id: string; teams: string[] };
}

/** A group that the workspace keeps, and that its members can edit. */
export interface Usergroup {
  id: string;
  name: string;
  users: readonly string[];
  disabled?: true;
}

export interface Channel {
  id: string;
  name: string;
}

export interface Message {
  ts: string;
  /** The id of its channel; the first one, where it is left out. */
  channel?: string | undefined;
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

/** Channels with their members, who are in all of them, and messages, in memory. No two messages have one timestamp. */
export interface Workspace {
  channel: Channel;
  /** The first and the others. */
  channels: readonly Channel[];
  channelOf(message: Message): Channel;
  /** The id of the channel, or of the conversation, that it stands in. */
  placeOf(message: Message): string;
  members: readonly Member[];
  usergroups: readonly Usergroup[];
  /** Messages for later, by their id. */
  scheduled: Set<string>;
  /** Somebody joins, leaves or is another from now on. */
  setMember(member: Member): void;
  setUsergroup(group: Usergroup): void;
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
  others?: readonly Channel[];
  members: readonly Member[];
  usergroups?: readonly Usergroup[];
  /** Milliseconds since 1970. */
  now(): number;
}

export function createWorkspace(settings: WorkspaceSettings): Workspace {
  const { channel, others = [], members, usergroups = [], now } = settings;
  const membersById = new Map(members.map((member) => [member.id, member]));
  const groupsById = new Map(usergroups.map((group) => [group.id, group]));
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

  const channels = [channel, ...others];

  return {
    channel,
    channels,
    channelOf: (message) => channels.find(({ id }) => id === message.channel) ?? channel,
    placeOf: (message) => message.channel ?? channel.id,
    get members() {
      return [...membersById.values()];
    },
    get usergroups() {
      return [...groupsById.values()];
    },
    scheduled: new Set(),
    setMember: (member) => void membersById.set(member.id, member),
    setUsergroup: (group) => void groupsById.set(group.id, group),
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

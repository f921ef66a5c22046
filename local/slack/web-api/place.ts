import { directChannelOf, type Workspace } from '../workspace.ts';

export interface Place {
  channel: string;
  /** Of a conversation with the app: whose. */
  directTo?: string;
}

/** The channel, or a member's conversation with the app, which Slack takes the member's own id for. */
export function placeOf({ channels, members }: Workspace, named: string): Place | undefined {
  if (channels.some(({ id }) => id === named)) return { channel: named };
  const member = members.find(({ id }) => named === id || named === directChannelOf(id));
  return member && { channel: directChannelOf(member.id), directTo: member.id };
}

import type { CardRef } from '../../core/ports/messenger.ts';
import { slackDoor } from './door.ts';

/** Where Slack says that a message is. */
export interface Posted {
  channel: string;
  ts: string;
}

/** Neither a channel's id nor a timestamp holds a slash. */
export const cardRefOf = ({ channel, ts }: Posted): CardRef => ({
  door: slackDoor.name,
  ref: `${channel}/${ts}`,
});

export function postedAt({ ref }: CardRef): Posted {
  const [channel = '', ts = ''] = ref.split('/');
  return { channel, ts };
}

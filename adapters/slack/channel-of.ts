import { SlackUnavailable } from './slack-unavailable.ts';

export interface ChannelSettings {
  /** Where is asked what no other channel is for. */
  channel: string;
  /** The ids of the others, by their names in the settings. */
  channels: Readonly<Record<string, string>>;
}

/**
 * Slack's id of a channel. One that the settings do not name (any more) has none, and no other one takes its place: what it was
 * to learn is not for others.
 */
export function channelOf({ channel, channels }: ChannelSettings, name: string | undefined): string {
  if (name === undefined) return channel;
  const id = Object.hasOwn(channels, name) ? channels[name] : undefined;
  if (id === undefined)
    throw new SlackUnavailable(`The settings (slack.channels) name no channel ${name}, and nobody was asked`);
  return id;
}

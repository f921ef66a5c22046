import type { Risk, Ruling } from './ruling.ts';

/** A channel as the settings name it, and what is asked there where no policy says otherwise. */
export interface Channel {
  risks: readonly Risk[];
  environments: readonly string[];
}

/**
 * By name. What no channel is for is asked in the one that every room has. A name means a place in each room, which the room's
 * adapter knows.
 */
export type Channels = Readonly<Record<string, Channel>>;

/** What was called, as far as its channel depends on it. */
interface About {
  risk?: Risk;
  environment: string;
}

/** By its risk before its environment: of two rooms for it, the one for what is grave. */
export const settledChannel = (channels: Channels, { risk, environment }: About): string | undefined =>
  nameOf(channels, ({ risks }) => risk !== undefined && risks.includes(risk)) ??
  nameOf(channels, ({ environments }) => environments.includes(environment));

const nameOf = (channels: Channels, isFor: (channel: Channel) => boolean): string | undefined =>
  Object.entries(channels).find(([, channel]) => isFor(channel))?.[0];

/** Where people hear of a call that they were not asked about: where they would have been. */
export const channelOfCall = (
  channels: Channels,
  ruling: Ruling | undefined,
  environment: string,
): string | undefined =>
  ruling?.decision === 'review'
    ? ruling.terms.channel
    : settledChannel(channels, { ...(ruling && { risk: ruling.risk }), environment });

import type { Directory } from '../../core/directory/directory.ts';
import type { CoverageMessenger } from '../../core/ports/coverage.ts';
import type { DeniedMessenger } from '../../core/ports/denied-messenger.ts';
import type { DirectMessenger } from '../../core/ports/direct-messenger.ts';
import type { IncidentMessenger } from '../../core/ports/incident-messenger.ts';
import type { Messenger, MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { PersonalRoom } from '../../core/ports/personal-room.ts';
import type { RoomUsers } from '../../core/ports/room-users.ts';
import type { SecretFields } from '../aws/secret.ts';
import { createSlackHome } from './home/slack-home.ts';
import { createSlackModals, type SlackModals } from './modals/slack-modals.ts';
import type { Pace } from './paced-client.ts';
import { createSlackCoverageMessenger } from './slack-coverage-messenger.ts';
import { createSlackDeniedMessenger } from './slack-denied-messenger.ts';
import { createSlackDirectMessenger } from './slack-direct-messenger.ts';
import { createSlackIncidentMessenger } from './slack-incident-messenger.ts';
import { createSlackMessenger } from './slack-messenger.ts';
import { createSlackRoomUsers } from './slack-room-users.ts';
import type { SlackPeopleSettings } from './slack-user.ts';

/** What every function that speaks to Slack is told by its environment. */
export interface SlackSettings {
  SLACK_API_URL: string;
  SLACK_CHANNEL: string;
  SLACK_CHANNELS: Readonly<Record<string, string>>;
  SLACK_SPEED: number;
  /** Empty where the settings name none. */
  SLACK_FALLBACK_CHANNEL: string;
  SLACK_TICKET_URL: string;
}

export interface SlackConnection {
  secret: SecretFields;
  directory: Directory;
  /** For one call; each function knows how long somebody waits for it. */
  timeoutMs: number;
  /** Left out where somebody waits for the answer to a click. */
  pace?: Omit<Pace, 'speed'>;
  /** Told of cards that Slack lets nobody change any more. */
  onOutOfReach: (error: MessengerUnavailable) => void;
}

type CallSettings = Pick<SlackSettings, 'SLACK_API_URL'>;
type CallConnection = Pick<SlackConnection, 'secret' | 'timeoutMs'>;

/** What any call of Slack takes. */
const callSettings = ({ SLACK_API_URL }: CallSettings, { secret, timeoutMs }: CallConnection) => ({
  apiUrl: SLACK_API_URL,
  token: secret('botToken'),
  timeoutMs,
});

/** Windows for whoever pressed. */
export const connectSlackModals = (environment: CallSettings, connection: CallConnection): SlackModals =>
  createSlackModals(callSettings(environment, connection));

/** A person's own page, and answers to commands. */
export const connectSlackHome = (environment: CallSettings, connection: CallConnection): PersonalRoom =>
  createSlackHome(callSettings(environment, connection));

/** Who presses, and who is in a group that Slack keeps. */
export const connectSlackRoomUsers = (
  environment: CallSettings,
  connection: CallConnection,
  people: SlackPeopleSettings,
): RoomUsers => createSlackRoomUsers({ ...callSettings(environment, connection), ...people });

export const connectSlack = (environment: SlackSettings, connection: SlackConnection): Messenger =>
  createSlackMessenger(settingsOf(environment, connection));

/** Each goes to a conversation of its own, and none of them is written to often: they wait for no turn. */
export const connectSlackDirect = (
  environment: SlackSettings,
  { pace: _, ...connection }: SlackConnection,
): DirectMessenger => createSlackDirectMessenger(settingsOf(environment, connection));

export const connectSlackIncidents = (
  environment: SlackSettings,
  connection: SlackConnection,
): IncidentMessenger => createSlackIncidentMessenger(settingsOf(environment, connection));

export const connectSlackDenied = (
  environment: SlackSettings,
  connection: SlackConnection,
): DeniedMessenger => createSlackDeniedMessenger(settingsOf(environment, connection));

export const connectSlackCoverage = (
  environment: SlackSettings,
  connection: SlackConnection,
): CoverageMessenger => createSlackCoverageMessenger(settingsOf(environment, connection));

const settingsOf = (
  {
    SLACK_CHANNEL,
    SLACK_CHANNELS,
    SLACK_FALLBACK_CHANNEL,
    SLACK_TICKET_URL,
    SLACK_SPEED,
    ...calls
  }: SlackSettings,
  { directory, pace, onOutOfReach, ...connection }: SlackConnection,
) => ({
  ...callSettings(calls, connection),
  channel: SLACK_CHANNEL,
  channels: SLACK_CHANNELS,
  fallbackChannel: SLACK_FALLBACK_CHANNEL || undefined,
  ticketUrl: SLACK_TICKET_URL || undefined,
  onOutOfReach,
  directory,
  pace: pace && { ...pace, speed: SLACK_SPEED },
});

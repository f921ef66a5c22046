import type { Risk } from '../../core/policy/ruling.ts';
import type { MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { Lane } from '../../core/ports/pace.ts';
import type { Pace } from './paced-client.ts';
import { type CallSlack, slackError } from './slack-client.ts';

/** What a card is of. It holds nothing that agents or people wrote: another channel may be told it. */
export interface Unshown {
  what: 'Request' | 'Incident' | 'Denied calls' | 'Coverage';
  id?: string;
  risk?: Risk;
  /** Slack's id of where it stands, or should. */
  channel: string;
}

export interface ReachSettings {
  fallbackChannel?: string | undefined;
  pace?: Pace | undefined;
  onOutOfReach: (error: MessengerUnavailable) => void;
}

export interface Reach {
  /** Where Slack refuses it for a reason that people have to mend, the fallback channel is told; the failure goes on. */
  posting<T>(unshown: Unshown, act: () => Promise<T>): Promise<T>;
  /** The same of a card that is there. Where its channel is out of reach nothing is left to try again, and the failure ends here. */
  updating(unshown: Unshown, act: () => Promise<unknown>): Promise<void>;
}

/** Slack's words for a channel, or a workspace, that says who may post, and whether in threads. */
export const restricted = [
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
] as const;

/** What people have to do where Slack answers so. A refused token is not among them: it reaches no other channel either. */
const mendings: Readonly<Record<string, string>> = {
  channel_not_found: 'Invite the app to the channel, or correct its id in the settings.',
  not_in_channel: 'Invite the app to the channel.',
  is_archived: 'Take the channel out of the archive, or name another one in the settings.',
  is_inactive: 'Take the channel out of the archive, or name another one in the settings.',
  edit_window_closed: 'Let messages be edited at any time, in the settings of the workspace.',
  ...Object.fromEntries(restricted.map((answer) => [answer, 'Let the app post there, and in threads.'])),
  msg_blocks_too_long: 'Slack finds the card too long, which is a mistake of Countersign: report it.',
  ratelimited: 'More cards come than Slack takes. They are tried again by themselves.',
};

/** `is_inactive` is what Slack calls an archived channel where a message is to be changed. */
const outOfReach = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'edit_window_closed',
]);
/** A person took the message away, which is their right. */
export const deleted = new Set(['message_not_found', 'thread_not_found', 'cant_update_message']);

const hourMs = 3_600_000;

export function createReach(slack: CallSlack, settings: ReachSettings): Reach {
  const { fallbackChannel, pace, onOutOfReach } = settings;

  const tell = async (unshown: Unshown, answer: string): Promise<void> => {
    const mending = mendings[answer];
    if (fallbackChannel === undefined || pace === undefined || mending === undefined) return;
    const told = await pace.turns.take(onceAnHour(answer, unshown), pace.nowMs(), 0);
    if (told.kind === 'full') return;
    const text = `${sayUnshown(unshown)} cannot be shown in the channel ${unshown.channel}: Slack answers ${answer}. ${mending}`;
    await slack((client) => client.chat.postMessage({ channel: fallbackChannel, text })).catch(onOutOfReach);
  };

  return {
    async posting(unshown, act) {
      try {
        return await act();
      } catch (error) {
        await tell(unshown, slackError(error) ?? '');
        throw error;
      }
    },
    async updating(unshown, act) {
      try {
        await act();
      } catch (error) {
        const answer = slackError(error) ?? '';
        if (deleted.has(answer)) return;
        await tell(unshown, answer);
        if (!outOfReach.has(answer)) throw error;
        onOutOfReach(error as MessengerUnavailable);
      }
    },
  };
}

const sayUnshown = ({ what, id, risk }: Unshown): string =>
  `${what}${id === undefined ? '' : ` ${id}`}${risk === undefined ? '' : ` (${risk} risk)`}`;

/** Whoever fails tries again and again; too many cards are one fact, not one each. */
const onceAnHour = (answer: string, { what, id, channel }: Unshown): Lane => ({
  name: `told#${channel}#${answer}#${answer === 'ratelimited' ? '' : `${what}#${id ?? ''}`}`,
  rate: { everyMs: hourMs, burst: 1 },
});

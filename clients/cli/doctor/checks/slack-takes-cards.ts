import { restricted } from '../../../../adapters/slack/reach.ts';
import type { Check } from '../check.ts';
import { failed, passed, skipped } from '../finding.ts';
import { refusedBySlack, withSlack } from '../slack/with-slack.ts';

/** Slack takes a message for up to 120 days from now. */
const inDays = 100;

const whatToDo: Readonly<Record<string, string>> = {
  not_in_channel: 'Invite the app there: /invite @<its name>.',
  channel_not_found: 'Write the id of the channel into the settings, and invite the app where it is private.',
  ...Object.fromEntries(
    restricted.map((answer) => [
      answer,
      "Let the app post there, and in threads: in the channel's settings, or those of the workspace.",
    ]),
  ),
  is_archived: 'Take the channel out of the archive, or name another in the settings.',
};

/** To see a channel would take the scope channels:read, or groups:read where it is private; to post there takes none that is not needed anyway. */
export const slackTakesCards: Check = {
  name: 'slack-takes-cards',
  how: `chat.scheduleMessage of a message for ${inDays} days from now into each channel of the settings, and chat.deleteScheduledMessage of it at once: nobody sees it`,
  run: withSlack(async ({ slack, timing }, { settings: { channel, channels: others, fallbackChannel } }) => {
    const named = [channel, ...Object.values(others).map(({ id }) => id), fallbackChannel];
    const channels = [...new Set(named.filter((one) => one !== undefined))];
    const at = new Date(timing.now() + inDays * 86_400_000);
    for (const one of channels) {
      const tried = await slack.tryChannel(one, at);
      if (!tried.ok && whatToDo[tried.error] === undefined)
        return refusedBySlack(`channel ${one}`, tried.error);
      if (!tried.ok)
        return failed(`Slack takes no message into ${one}: ${tried.error}.`, whatToDo[tried.error] ?? '');
      if (tried.value === 'left there')
        return skipped(
          `Slack takes messages into ${one}, and one for ${at.toISOString().slice(0, 10)} could not be taken back.`,
          'Nothing breaks by it: it says that it is a check. Run this again.',
        );
    }
    return passed(`Slack takes messages into ${channels.join(' and ')}.`);
  }),
};

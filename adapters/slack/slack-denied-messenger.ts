import type { DeniedHour } from '../../core/detection/denied-hour.ts';
import { type Directory, handleOf, personById } from '../../core/directory/directory.ts';
import type { DeniedMessenger } from '../../core/ports/denied-messenger.ts';
import { cardRefOf, postedAt } from './card-ref.ts';
import { type ChannelSettings, channelOf } from './channel-of.ts';
import { deniedBlocks, deniedText } from './denied-card.ts';
import { slackDoor } from './door.ts';
import { createReach, type ReachSettings, type Unshown } from './reach.ts';
import { createCallSlack, type SlackSettings } from './slack-client.ts';

export function createSlackDeniedMessenger(
  settings: SlackSettings & ChannelSettings & ReachSettings & { directory: Directory },
): DeniedMessenger {
  const slack = createCallSlack(settings);
  const reach = createReach(slack, settings);
  const ownersOf = ({ owners }: DeniedHour): string[] =>
    owners.flatMap((id) => {
      const person = personById(settings.directory, id);
      return (person && handleOf(person, slackDoor.name)) ?? [];
    });
  const message = (denied: DeniedHour) => ({
    text: deniedText(denied),
    blocks: deniedBlocks(denied, ownersOf(denied)),
  });

  return {
    door: slackDoor.name,

    async post(denied) {
      const channel = channelOf(settings, denied.channel);
      const card = {
        channel,
        unfurl_links: false,
        unfurl_media: false,
        ...message(denied),
      };
      const answer = await reach.posting(unshown(channel), () =>
        slack((client) => client.chat.postMessage(card)),
      );
      return cardRefOf({ channel: answer.channel ?? channel, ts: answer.ts ?? '' });
    },

    async update(card, denied) {
      await reach.updating(unshown(postedAt(card).channel), () =>
        slack((client) => client.chat.update({ ...postedAt(card), ...message(denied) })),
      );
    },
  };
}

/** Its id would name the agent. */
const unshown = (channel: string): Unshown => ({ what: 'Denied calls', channel });

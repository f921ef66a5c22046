import type { KnownBlock } from '@slack/web-api';
import type { Directory } from '../../core/directory/directory.ts';
import type { Messenger } from '../../core/ports/messenger.ts';
import { groupsAsked } from '../../core/request/deadlines.ts';
import type { Request } from '../../core/request/request.ts';
import { countsInRoom } from '../../core/vote/voter.ts';
import { cardBlocks, cardText } from './card.ts';
import { cardRefOf, type Posted, postedAt } from './card-ref.ts';
import { targetInThread } from './card-target.ts';
import type { Buttons } from './card-votes.ts';
import { slackDoor } from './door.ts';
import { gone } from './gone.ts';
import { mentionsOf, ringInMarkup } from './mentions.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { parametersInThread } from './shown-parameters.ts';
import { createCallSlack, type SlackSettings, slackError } from './slack-client.ts';

export function createSlackMessenger(
  settings: SlackSettings & { channel: string; directory: Directory },
): Messenger {
  const slack = createCallSlack(settings);

  const rungFor = (groups: readonly string[], request: Request): string[] =>
    mentionsOf(groups, {
      directory: settings.directory,
      countsInSlack: countsInRoom(request.ruling),
      isAskable: ({ id }) => !request.agent.owners.includes(id) && id !== request.asker,
    });
  const asked = (request: Request): string[] =>
    request.state === 'pending' ? rungFor(groupsAsked(request.ruling.terms), request) : [];
  const message = (request: Request, buttons?: Buttons) => ({
    text: cardText(request),
    blocks: cardBlocks(request, asked(request), buttons),
  });
  /** What the card has no room for comes first; a card that was not finished has nothing to press. */
  const postInParts = async (request: Request, parts: KnownBlock[][]): Promise<Posted> => {
    const at = await postCard(request, 'without buttons');
    for (const blocks of parts) {
      const part = {
        channel: at.channel,
        thread_ts: at.ts,
        text: 'All of what the card has no room for',
        blocks,
      };
      await slack((client) => client.chat.postMessage(part));
    }
    await slack((client) => client.chat.update({ ...at, ...message(request) }));
    return at;
  };
  const postCard = async (request: Request, buttons?: Buttons): Promise<Posted> => {
    const card = {
      channel: settings.channel,
      unfurl_links: false,
      unfurl_media: false,
      ...message(request, buttons),
    };
    const answer = await slack((client) => client.chat.postMessage(card));
    return { channel: answer.channel ?? settings.channel, ts: answer.ts ?? '' };
  };

  return {
    door: slackDoor.name,

    async post(request) {
      const parts = [...parametersInThread(request), ...targetInThread(request)];
      return cardRefOf(await (parts.length === 0 ? postCard(request) : postInParts(request, parts)));
    },

    async update(card, request) {
      try {
        await slack((client) => client.chat.update({ ...postedAt(card), ...message(request) }));
      } catch (error) {
        if (!gone.has(slackError(error) ?? '')) throw error;
      }
    },

    async notify(card, request, groups) {
      const { channel, ts } = postedAt(card);
      const text = `Nobody has decided yet, so ${groups.map((group) => escapeMrkdwn(group)).join(' and ')} should know: ${rungFor(groups, request).map(ringInMarkup).join(' ')}`;
      await slack((client) => client.chat.postMessage({ channel, thread_ts: ts, text }));
    },

    async replyPrivately({ card, handle }, text) {
      const { channel } = postedAt(card);
      await slack((client) => client.chat.postEphemeral({ channel, user: handle, text }));
    },
  };
}

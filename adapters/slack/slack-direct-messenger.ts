import type { KnownBlock, RichTextElement } from '@slack/web-api';
import { visibleText } from '../../core/lib/visible-text.ts';
import type { DirectMessenger } from '../../core/ports/direct-messenger.ts';
import type { CardRef } from '../../core/ports/messenger.ts';
import type { Request } from '../../core/request/request.ts';
import { cardRefOf, postedAt } from './card-ref.ts';
import { most } from './card-room.ts';
import { slackDoor } from './door.ts';
import { stateWords } from './home/state-words.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { deleted } from './reach.ts';
import { line, moment, plain, richText, strong } from './rich-text.ts';
import { createCallSlack, type SlackSettings, slackError } from './slack-client.ts';

/** Slack takes a member's id for the conversation with them, so that no scope but `chat:write` is needed. */
export function createSlackDirectMessenger(settings: SlackSettings): DirectMessenger {
  const slack = createCallSlack(settings);

  const linkTo = async (card: CardRef): Promise<string | undefined> => {
    const { channel, ts } = postedAt(card);
    const answer = await slack((client) => client.chat.getPermalink({ channel, message_ts: ts }));
    return answer.permalink;
  };

  return {
    door: slackDoor.name,

    async tell(handle, request, card) {
      const link = await linkTo(card);
      const answer = await slack((client) =>
        client.chat.postMessage({
          ...{ channel: handle, unfurl_links: false, unfurl_media: false },
          ...waiting(request, card, link),
        }),
      );
      return cardRefOf({ channel: answer.channel ?? handle, ts: answer.ts ?? '' });
    },

    async quiet(message, request) {
      try {
        await slack((client) => client.chat.update({ ...postedAt(message), ...over(request) }));
      } catch (error) {
        if (!deleted.has(slackError(error) ?? '')) throw error;
      }
    },
  };
}

/** As little as it takes to know whether to look now. */
const waiting = (request: Request, card: CardRef, link: string | undefined) => ({
  text: `Waits for you: ${escapeMrkdwn(request.sentence)}`,
  blocks: [
    richText([
      line([strong(visibleText(request.sentence, most.sentence))]),
      line([
        plain(`${request.ruling.risk} risk, ${visibleText(request.environment)}`),
        ...(request.state === 'pending' ? [plain(', until '), moment(request.expiresAt)] : []),
        plain('. '),
        ...(link === undefined ? inChannel(card) : [toCard(link)]),
      ]),
    ]),
  ] satisfies KnownBlock[],
});

const over = (request: Request) => ({
  text: `It is ${stateWords[request.state]}: ${escapeMrkdwn(request.sentence)}`,
  blocks: [
    richText([
      line([plain(`${visibleText(request.sentence, most.sentence)}. It is ${stateWords[request.state]}.`)]),
    ]),
  ] satisfies KnownBlock[],
});

const toCard = (url: string): RichTextElement => ({ type: 'link', url, text: 'Open its card' });
const inChannel = (card: CardRef): RichTextElement[] => [
  plain('Its card is in '),
  { type: 'channel', channel_id: postedAt(card).channel },
];

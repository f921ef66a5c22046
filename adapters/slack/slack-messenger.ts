import { type Directory, handleOf, personById } from '../../core/directory/directory.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import type { Messenger } from '../../core/ports/messenger.ts';
import { groupsAsked, groupsTold } from '../../core/request/deadlines.ts';
import type { Request } from '../../core/request/request.ts';
import { countsInRoom } from '../../core/vote/voter.ts';
import { cardBlocks, cardText } from './card.ts';
import type { CardNames } from './card-names.ts';
import { cardRefOf, type Posted, postedAt } from './card-ref.ts';
import { targetInThread } from './card-target.ts';
import type { Buttons } from './card-votes.ts';
import { type ChannelSettings, channelOf } from './channel-of.ts';
import { slackDoor } from './door.ts';
import { mentionsOf, mostMentions, usersOf } from './mentions.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { createReach, type ReachSettings, type Unshown } from './reach.ts';
import { line, plain, richText } from './rich-text.ts';
import { parametersInThread } from './shown-parameters.ts';
import { createCallSlack, type SlackSettings } from './slack-client.ts';
import { happeningMessages } from './tell-happenings.ts';
import { tierText } from './tell-tier.ts';

export function createSlackMessenger(
  settings: SlackSettings &
    ChannelSettings &
    ReachSettings & { directory: Directory; ticketUrl?: string | undefined },
): Messenger {
  const slack = createCallSlack(settings);
  const reach = createReach(slack, settings);

  const rungFor = (groups: readonly string[], request: Request): string[] =>
    mentionsOf(groups, {
      directory: settings.directory,
      countsInSlack: countsInRoom(request.ruling),
      isAskable: ({ id }) => !request.agent.owners.includes(id) && id !== request.asker,
    });
  const names: CardNames = {
    userOf: (id) => {
      const person = personById(settings.directory, id);
      return person && handleOf(person, slackDoor.name);
    },
    accountName: (account) => settings.directory.accounts?.[account],
    ticketUrl: settings.ticketUrl,
  };
  const asked = (request: Request): string[] =>
    request.state === 'pending' ? rungFor(groupsAsked(request.ruling.terms), request) : [];
  const message = (request: Request, buttons?: Buttons) => ({
    text: cardText(request),
    blocks: cardBlocks(request, asked(request), buttons, names),
  });
  /** With what the card has no room for, before there is anything to press. */
  const postWhole = async (request: Request): Promise<Posted> => {
    const at = await postCard(request, 'without buttons');
    for (const blocks of [...parametersInThread(request), ...targetInThread(request)]) {
      const part = {
        channel: at.channel,
        thread_ts: at.ts,
        text: 'All of what the card has no room for',
        blocks,
      };
      await slack((client) => client.chat.postMessage(part));
    }
    return at;
  };
  const postCard = async (request: Request, buttons: Buttons): Promise<Posted> => {
    const channel = channelOf(settings, channelNameOf(request));
    const card = {
      channel,
      unfurl_links: false,
      unfurl_media: false,
      ...message(request, buttons),
    };
    const answer = await slack((client) => client.chat.postMessage(card));
    return { channel: answer.channel ?? channel, ts: answer.ts ?? '' };
  };

  return {
    door: slackDoor.name,

    async post(request) {
      const channel = channelOf(settings, channelNameOf(request));
      return cardRefOf(await reach.posting(unshown(request, channel), () => postWhole(request)));
    },

    async update(card, request) {
      await reach.updating(unshown(request, postedAt(card).channel), () =>
        slack((client) => client.chat.update({ ...postedAt(card), ...message(request) })),
      );
    },

    async notify(card, request, telling) {
      const { channel, ts } = postedAt(card);
      const before = rungFor(groupsTold(request.ruling.terms, card.tier), request);
      const rung = rungFor(telling.groups, request).filter((id) => !before.includes(id));
      const text = tierText(request, telling, rung);
      await slack((client) => client.chat.postMessage({ channel, thread_ts: ts, text }));
    },

    async tell(card, request, happenings) {
      const { channel, ts } = postedAt(card);
      const owners = usersOf(request.agent.owners.flatMap((id) => personById(settings.directory, id) ?? []));
      for (const message of happeningMessages(happenings, owners.slice(0, mostMentions))) {
        await reach.updating(unshown(request, channel), () =>
          slack((client) => client.chat.postMessage({ channel, thread_ts: ts, ...message })),
        );
      }
    },

    async replyPrivately({ card, handle }, text) {
      const { channel } = postedAt(card);
      const reply = {
        text: escapeMrkdwn(text, mostInReply),
        // Why a wish was not fulfilled can name what an agent has named: a link in it would look like ours.
        blocks: [richText([line([plain(visibleText(text, mostInReply))])])],
      };
      await slack((client) => client.chat.postEphemeral({ channel, user: handle, ...reply }));
    },
  };
}

/** Far more than anything that is said to one person. */
const mostInReply = 3_000;

/** Only what people are asked has a card, and it is asked in one channel. */
const channelNameOf = ({ ruling }: Request): string | undefined =>
  ruling.decision === 'review' ? ruling.terms.channel : undefined;

const unshown = ({ id, ruling }: Request, channel: string): Unshown => ({
  what: 'Request',
  id,
  risk: ruling.risk,
  channel,
});

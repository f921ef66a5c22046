import type { Incident } from '../../core/detection/incident.ts';
import { groupsOfTier, isLastTier } from '../../core/detection/incident-deadlines.ts';
import { isFreePerson } from '../../core/detection/incident-people.ts';
import { type Directory, personById } from '../../core/directory/directory.ts';
import type { IncidentMessenger } from '../../core/ports/incident-messenger.ts';
import type { State } from '../../core/request/lifecycle.ts';
import { countsInRoom } from '../../core/vote/voter.ts';
import { cardRefOf, postedAt } from './card-ref.ts';
import { type ChannelSettings, channelOf } from './channel-of.ts';
import { slackDoor } from './door.ts';
import { incidentBlocks, incidentText } from './incident-card.ts';
import { mentionsOf, mostMentions, ringInMarkup, usersOf } from './mentions.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { createReach, type ReachSettings, type Unshown } from './reach.ts';
import { createCallSlack, type SlackSettings } from './slack-client.ts';

export function createSlackIncidentMessenger(
  settings: SlackSettings & ChannelSettings & ReachSettings & { directory: Directory },
): IncidentMessenger {
  const slack = createCallSlack(settings);
  const reach = createReach(slack, settings);
  const { directory } = settings;

  /** Owners hear of it as well: they know what their agent was about. */
  const rungFor = (incident: Incident, groups: readonly string[]): string[] => {
    const told = mentionsOf(groups, {
      directory,
      countsInSlack: countsInRoom(incident),
      isAskable: (person) => isFreePerson(incident, person, directory),
    });
    const owners = (incident.agent?.owners ?? []).flatMap((owner) => personById(directory, owner) ?? []);
    return [...new Set([...told, ...usersOf(owners)])].slice(0, mostMentions);
  };
  const message = (incident: Incident, groups: readonly string[], reverting?: State) => ({
    text: incidentText(incident),
    blocks: incidentBlocks(incident, incident.state === 'open' ? rungFor(incident, groups) : [], reverting),
  });

  return {
    door: slackDoor.name,

    async post(incident, groups) {
      const channel = channelOf(settings, incident.channel);
      const card = {
        channel,
        unfurl_links: false,
        unfurl_media: false,
        ...message(incident, groups),
      };
      const answer = await reach.posting(unshown(incident, channel), () =>
        slack((client) => client.chat.postMessage(card)),
      );
      return cardRefOf({ channel: answer.channel ?? channel, ts: answer.ts ?? '' });
    },

    async update(card, incident, reverting) {
      const groups = groupsOfTier(incident, incident.tier ?? 0);
      await reach.updating(unshown(incident, postedAt(card).channel), () =>
        slack((client) => client.chat.update({ ...postedAt(card), ...message(incident, groups, reverting) })),
      );
    },

    async remind(card, incident, groups) {
      const { channel, ts } = postedAt(card);
      const who = groups.map((group) => escapeMrkdwn(group)).join(' and ');
      const last = isLastTier(incident, incident.tier ?? 0)
        ? ' Nobody is reminded again: the incident stays open until somebody explains it.'
        : '';
      const text = `Nobody has explained this yet${who ? `, so ${who} should look` : ''}: ${rungFor(incident, groups).map(ringInMarkup).join(' ')}${last}`;
      await slack((client) => client.chat.postMessage({ channel, thread_ts: ts, text }));
    },
  };
}

const unshown = ({ id, risk }: Incident, channel: string): Unshown => ({
  what: 'Incident',
  id,
  risk,
  channel,
});

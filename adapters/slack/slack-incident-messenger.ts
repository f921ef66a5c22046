import type { Incident } from '../../core/detection/incident.ts';
import { groupsOfTier, isLastTier } from '../../core/detection/incident-deadlines.ts';
import { isFreePerson } from '../../core/detection/incident-people.ts';
import { type Directory, handleOf, peopleIn, personById } from '../../core/directory/directory.ts';
import type { IncidentMessenger } from '../../core/ports/incident-messenger.ts';
import { cardRefOf, postedAt } from './card-ref.ts';
import { slackDoor } from './door.ts';
import { incidentBlocks, incidentText } from './incident-card.ts';
import { escapeMrkdwn, mention } from './mrkdwn.ts';
import { createReach, type ReachSettings, type Unshown } from './reach.ts';
import { createCallSlack, type SlackSettings } from './slack-client.ts';

/** More mentions than this are noise, and would not fit beside the rest. */
const mostMentions = 20;

export function createSlackIncidentMessenger(
  settings: SlackSettings & ReachSettings & { directory: Directory },
): IncidentMessenger {
  const slack = createCallSlack(settings);
  const reach = createReach(slack, settings);
  const { directory } = settings;

  /** Owners hear of it as well: they know what their agent was about. */
  const handlesIn = (incident: Incident, groups: readonly string[]): string[] => {
    const told = groups.flatMap((group) => peopleIn(directory, group));
    const owners = (incident.agent?.owners ?? []).flatMap((owner) => personById(directory, owner) ?? []);
    const free = told.filter((person) => isFreePerson(incident, person, directory));
    const handles = [...free, ...owners].flatMap((person) => handleOf(person, slackDoor.name) ?? []);
    return [...new Set(handles)].slice(0, mostMentions);
  };
  const message = (incident: Incident, groups: readonly string[]) => ({
    text: incidentText(incident),
    blocks: incidentBlocks(incident, incident.state === 'open' ? handlesIn(incident, groups) : []),
  });

  return {
    door: slackDoor.name,

    async post(incident, groups) {
      const card = {
        channel: settings.channel,
        unfurl_links: false,
        unfurl_media: false,
        ...message(incident, groups),
      };
      const answer = await reach.posting(unshown(incident), () =>
        slack((client) => client.chat.postMessage(card)),
      );
      return cardRefOf({ channel: answer.channel ?? settings.channel, ts: answer.ts ?? '' });
    },

    async update(card, incident) {
      const groups = groupsOfTier(incident, incident.tier ?? 0);
      await reach.updating(unshown(incident), () =>
        slack((client) => client.chat.update({ ...postedAt(card), ...message(incident, groups) })),
      );
    },

    async remind(card, incident, groups) {
      const { channel, ts } = postedAt(card);
      const who = groups.map((group) => escapeMrkdwn(group)).join(' and ');
      const last = isLastTier(incident, incident.tier ?? 0)
        ? ' Nobody is reminded again: the incident stays open until somebody explains it.'
        : '';
      const text = `Nobody has explained this yet${who ? `, so ${who} should look` : ''}: ${handlesIn(incident, groups).map(mention).join(' ')}${last}`;
      await slack((client) => client.chat.postMessage({ channel, thread_ts: ts, text }));
    },
  };
}

const unshown = ({ id, risk }: Incident): Unshown => ({ what: 'Incident', id, risk });

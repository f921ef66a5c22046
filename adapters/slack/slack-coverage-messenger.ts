import type { CountName, Coverage } from '../../core/detection/coverage.ts';
import type { CoverageMessenger } from '../../core/ports/coverage.ts';
import type { ChannelSettings } from './channel-of.ts';
import { slackDoor } from './door.ts';
import { createReach, type ReachSettings } from './reach.ts';
import { createCallSlack, type SlackSettings } from './slack-client.ts';

/** In the order of what matters most. */
const told: readonly (readonly [CountName, string])[] = [
  ['drifted', 'run otherwise than signed'],
  ['unmatched', 'without an approval'],
  ['unseen', 'approved, run and never seen'],
  ['notUnderstood', 'not understood'],
  ['late', 'found late'],
];

export const createSlackCoverageMessenger = (
  settings: SlackSettings & ReachSettings & Pick<ChannelSettings, 'channel'>,
): CoverageMessenger => {
  const slack = createCallSlack(settings);
  const reach = createReach(slack, settings);
  return {
    door: slackDoor.name,
    async post(coverage) {
      const line = { channel: settings.channel, text: coverageLine(coverage) };
      await reach.posting({ what: 'Coverage', channel: settings.channel }, () =>
        slack((client) => client.chat.postMessage(line)),
      );
    },
  };
};

/** One line of numbers and reasons of ours: nothing in it is of an agent. */
export function coverageLine({ id, counts, gaps }: Coverage): string {
  const numbers = told
    .filter(([name]) => counts[name] > 0)
    .map(([name, words]) => `${counts[name]} ${words}`);
  const unread = gaps.length > 0 ? [`${gaps.length} stretches of time not read`] : [];
  const said = [...numbers, ...unread];
  return `What agents did in ${id}: ${counts.seen} calls seen in CloudTrail${said.length > 0 ? `, of these ${said.join(', ')}` : ''}.`;
}

import type { HomeView } from '@slack/web-api';
import type { PersonalRoom } from '../../../core/ports/personal-room.ts';
import { slackDoor } from '../door.ts';
import { createCallSlack, type SlackSettings } from '../slack-client.ts';
import { blocksOfAnswer, blocksOfPage, textOf } from './parts-as-blocks.ts';

/** What Slack does with a person's page. */
export type PublishView = (handle: string, view: HomeView) => Promise<void>;

export const homeOver = (publish: PublishView): PersonalRoom => ({
  door: slackDoor.name,
  publish: (handle, parts) => publish(handle, { type: 'home', blocks: blocksOfPage(parts) }),
  answer: (parts) => ({
    // Said so, though it is what Slack does by itself: nobody else in the channel is to see it.
    response_type: 'ephemeral',
    text: textOf(parts),
    blocks: blocksOfAnswer(parts),
  }),
});

export function createSlackHome(settings: SlackSettings): PersonalRoom {
  const slack = createCallSlack(settings);
  return homeOver(async (user_id, view) => {
    await slack((client) => client.views.publish({ user_id, view }));
  });
}

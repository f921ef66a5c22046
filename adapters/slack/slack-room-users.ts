import type { RoomUsers } from '../../core/ports/room-users.ts';
import { slackDoor } from './door.ts';
import { createCallSlack, type SlackSettings, slackError } from './slack-client.ts';
import { SlackUnavailable } from './slack-unavailable.ts';
import { readSlackUser, roomUser, type SlackPeopleSettings } from './slack-user.ts';

/** What Slack answers of an id that is none of this workspace's. */
const notHere = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

export function createSlackRoomUsers(settings: SlackSettings & SlackPeopleSettings): RoomUsers {
  const slack = createCallSlack(settings);
  return {
    door: slackDoor.name,

    async user(handle) {
      try {
        const answer = await slack((client) => client.users.info({ user: handle }));
        return roomUser(readSlackUser(answer.user), handle, settings);
      } catch (error) {
        if (notHere.has(slackError(error) ?? '')) return { kind: 'no-member', why: 'other-workspace' };
        throw error;
      }
    },

    async membersOf(usergroup) {
      const { users } = await slack((client) => client.usergroups.users.list({ usergroup }));
      if (!users) throw new SlackUnavailable('Slack answered usergroups.users.list in another shape.');
      return users;
    },
  };
}

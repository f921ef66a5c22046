import type { RoomUser } from '../../core/directory/room-user.ts';
import type { RoomUsers } from '../../core/ports/room-users.ts';

/**
 * For one press: several of its steps want to know who that is, and the person waits for each call. It MUST be made anew for each
 * press, because nothing is remembered from one to the next.
 */
export function askedOnce(roomUsers: RoomUsers): RoomUsers {
  const asked = new Map<string, Promise<RoomUser>>();
  return {
    door: roomUsers.door,
    user(handle) {
      const answer = asked.get(handle) ?? roomUsers.user(handle);
      asked.set(handle, answer);
      return answer;
    },
    membersOf: (usergroup) => roomUsers.membersOf(usergroup),
  };
}

import type { RoomUser } from '../../core/directory/room-user.ts';
import { MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { RoomUsers } from '../../core/ports/room-users.ts';

/** Who is in a room, as far as the use cases ask. Everybody is a full member of whom nothing else is said. */
export interface MemoryRoomUsers extends RoomUsers {
  readonly users: Map<string, RoomUser>;
  /** The handles in each group that the room keeps. */
  readonly groups: Map<string, readonly string[]>;
  /** What was asked, in order: a handle, or a group. */
  readonly asked: string[];
  /** From now on nothing is told of users, of groups or of both. */
  down: { users?: boolean; groups?: boolean };
}

export function memoryRoomUsers(door: string): MemoryRoomUsers {
  const reach = (isDown: boolean | undefined): void => {
    if (isDown) throw new MessengerUnavailable(door, `${door} could not be reached`);
  };
  const room: MemoryRoomUsers = {
    door,
    users: new Map(),
    groups: new Map(),
    asked: [],
    down: {},
    async user(handle) {
      room.asked.push(handle);
      reach(room.down.users);
      return room.users.get(handle) ?? { kind: 'member', handles: [handle] };
    },
    async membersOf(usergroup) {
      room.asked.push(usergroup);
      reach(room.down.groups);
      const members = room.groups.get(usergroup);
      if (!members) throw new MessengerUnavailable(door, `${door} has no group ${usergroup}`);
      return members;
    },
  };
  return room;
}

import type { RoomUser } from '../directory/room-user.ts';

/**
 * Who is in a room, and in the groups that the room keeps. Each method MUST ask the room at this moment, and MUST NOT answer with what
 * it was told before: whoever was taken out a minute ago must not count. Where the room does not answer in time, it MUST
 * reject with `MessengerUnavailable`.
 */
export interface RoomUsers {
  /** The door's name, as the directory has it. */
  door: string;
  user(handle: string): Promise<RoomUser>;
  /** The handles of the members of one of its groups. */
  membersOf(usergroup: string): Promise<readonly string[]>;
}

import { type Directory, type Door, personByHandle, usergroupOf } from '../../core/directory/directory.ts';
import { personOf } from '../../core/directory/room-user.ts';
import type { Review } from '../../core/policy/ruling.ts';
import { MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { RoomUsers } from '../../core/ports/room-users.ts';
import type { Membership } from '../../core/request/request.ts';
import { countsInRoom, type Voter } from '../../core/vote/voter.ts';
import { count, log } from './telemetry.ts';

export interface FindVoterPorts {
  /** Where they pressed. */
  door: Door;
  /** Who is there now, by the room itself. */
  roomUsers: RoomUsers;
  directory: Directory;
}

/** What is asked of whom, where groups matter: their names, and how grave it is. */
export interface Asking extends Pick<Review, 'risk'> {
  groups: Iterable<string>;
}

/**
 * Who pressed, asked anew at each press: a guest, somebody who left or was taken out of a group a minute ago does not count. Groups are
 * asked for where a room keeps one of them too, the directory does not put the person there, and it counts. Where the room does not
 * answer, whoever pressed is nobody.
 *
 * `asking`: the room is asked who it is while that is still being read.
 */
export async function findVoter(
  { door, roomUsers, directory }: FindVoterPorts,
  handle: string,
  asking?: Asking | Promise<Asking | undefined>,
): Promise<Voter> {
  const via = door.name;
  const nobody = (why: Extract<Voter, { kind: 'unknown-user' }>['why']): Voter => ({
    via,
    kind: 'unknown-user',
    handle,
    why,
  });
  const likely = personByHandle(directory, via, handle);
  const askMembers = async () => {
    const asked = await asking;
    const kept = asked ? groupsToAsk(directory, via, asked) : [];
    return Promise.all(
      kept
        .filter(({ group }) => !likely?.groups.includes(group))
        .map(async (membership) => ({
          ...membership,
          members: await told(roomUsers.membersOf(membership.usergroup)),
        })),
    );
  };
  // Both are asked at once: together they take as long as the slower of them.
  const [user, kept] = await Promise.all([told(roomUsers.user(handle)), askMembers()]);
  if (!user) return nobody('user-not-told');
  const found = personOf(directory, via, user);
  if (found.kind === 'nobody') return nobody(found.why);
  const { person } = found;
  const handles = user.kind === 'member' ? user.handles : [];
  const through: Membership[] = [];
  for (const { members, ...membership } of kept) {
    if (person.groups.includes(membership.group)) continue;
    if (!members) return nobody('groups-not-told');
    if (handles.some((one) => members.includes(one))) through.push(membership);
  }
  return { via, kind: 'person', person, ...(through.length > 0 && { through }) };
}

const groupsToAsk = (directory: Directory, door: string, { groups, risk }: Asking): Membership[] =>
  countsInRoom({ risk }) ? keptGroups(directory, door, groups) : [];

/** Those of the groups that the room of this door keeps too. */
export const keptGroups = (directory: Directory, door: string, groups: Iterable<string>): Membership[] =>
  [...groups].flatMap((group) => {
    const usergroup = usergroupOf(directory, group, door);
    return usergroup === undefined ? [] : { group, door, usergroup };
  });

/** Nothing, where the room does not answer. */
export const told = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: Error) => {
    if (!(error instanceof MessengerUnavailable)) throw error;
    count('MessengerUnavailable');
    log('room-not-told', { error });
    return undefined;
  });

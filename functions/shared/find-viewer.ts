import type { Person } from '../../core/directory/directory.ts';
import { personOf } from '../../core/directory/room-user.ts';
import type { Membership, Request } from '../../core/request/request.ts';
import { namedGroups } from '../../core/vote/eligibility.ts';
import { countsInRoom, type Voter, withGroups } from '../../core/vote/voter.ts';
import { type FindVoterPorts, keptGroups, told } from './find-voter.ts';

/** Who looks at what others decide, and what their room says of the groups that it keeps. */
export interface Viewer {
  person: Person;
  /**
   * Those of these groups that only the room has them in, asked once for as long as one answer is made. `untold`: of some it did not
   * say it, and they are not in those.
   */
  through(groups: Iterable<string>): Promise<{ through: Membership[]; untold: boolean }>;
}

export type FoundViewer = ({ kind: 'person' } & Viewer) | Extract<Voter, { kind: 'unknown-user' }>;

/** Without a vote there is no hurry, and no need for all: a group is asked for where something is found under it. */
export async function findViewer(ports: FindVoterPorts, handle: string): Promise<FoundViewer> {
  const { door, roomUsers, directory } = ports;
  const via = door.name;
  const user = await told(roomUsers.user(handle));
  const found = user && personOf(directory, via, user);
  if (found?.kind !== 'person')
    return { via, kind: 'unknown-user', handle, why: found?.why ?? 'user-not-told' };
  const { person } = found;
  const handles = user?.kind === 'member' ? user.handles : [];
  const asked = new Map<string, Promise<boolean | undefined>>();
  const isIn = (usergroup: string): Promise<boolean | undefined> => {
    const answer =
      asked.get(usergroup) ??
      told(roomUsers.membersOf(usergroup)).then(
        (members) => members && handles.some((one) => members.includes(one)),
      );
    asked.set(usergroup, answer);
    return answer;
  };
  return {
    kind: 'person',
    person,
    async through(groups) {
      const kept = keptGroups(directory, via, groups).filter(({ group }) => !person.groups.includes(group));
      const answers = await Promise.all(kept.map(({ usergroup }) => isIn(usergroup)));
      return {
        through: kept.filter((_, index) => answers[index]),
        untold: answers.includes(undefined),
      };
    },
  };
}

/** The person with every group that counts for this request. What the room does not tell now, it does not tell of this request. */
export async function asSeen({ person, through }: Viewer, { ruling }: Request): Promise<Person> {
  if (ruling.decision !== 'review' || !countsInRoom(ruling)) return person;
  return withGroups({ person, through: (await through(namedGroups({ ruling }))).through }, ruling);
}

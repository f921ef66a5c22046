import type { Person } from '../directory/directory.ts';
import type { WhyNobody } from '../directory/room-user.ts';
import type { Review } from '../policy/ruling.ts';
import type { Membership } from '../request/request.ts';

/** Whoever clicked, and the door where they did: a person of the directory, or a handle that is nobody's. */
export type Voter = { via: string } & (
  | {
      kind: 'person';
      person: Person;
      /** What the room says beside the directory, at this moment: groups that the person is in by one that the room keeps. */
      through?: readonly Membership[];
    }
  | { kind: 'unknown-user'; handle: string; why: WhyNobody }
);

/**
 * A group that a room keeps can be edited by its members, so whoever is in it could let in whom they like: of what is critical it
 * fills no place, and the directory alone says who is in a group.
 */
export const countsInRoom = ({ risk }: Pick<Review, 'risk'>): boolean => risk !== 'critical';

/** What counts for this request of what the room says. */
export const countedThrough = (
  ruling: Pick<Review, 'risk'>,
  through: readonly Membership[] = [],
): readonly Membership[] => (countsInRoom(ruling) ? through : []);

/** The person with every group that counts for this request. */
export function withGroups(
  { person, through }: Pick<Extract<Voter, { kind: 'person' }>, 'person' | 'through'>,
  ruling: Pick<Review, 'risk'>,
): Person {
  const more = countedThrough(ruling, through).map(({ group }) => group);
  return { ...person, groups: [...new Set([...person.groups, ...more])] };
}

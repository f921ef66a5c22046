import { type Directory, isKeptInRoom, type Person, peopleIn } from '../directory/directory.ts';
import { isQuorum } from '../vote/quorum.ts';
import { countsInRoom } from '../vote/voter.ts';
import type { Asked, Risk } from './ruling.ts';

/**
 * If everyone who may vote said yes, substitutes among them, would it be enough? Owners may not: nobody signs for themselves. Anybody
 * of the directory could be in a group that a room keeps, where that counts: who is there is known when they vote.
 */
export function isSatisfiable(
  { terms, risk }: { terms: Asked; risk: Risk },
  directory: Directory,
  owners: readonly string[] = [],
): boolean {
  const isOwner = new Set(owners.map((owner) => owner.toLowerCase()));
  const needed = terms.approvals.reduce((sum, { count }) => sum + count, 0);
  // Of a group no more than are needed in all: whoever is left out could be replaced by one who is not.
  const signing = new Set([
    ...terms.approvals.map(({ group }) => group),
    ...(terms.substitutes ?? []).map(({ by }) => by),
  ]);
  const open = [...signing].filter((group) => isOpen(directory, group, risk));
  const people = directory.people.map(({ id, groups }) => ({ id, groups: [...groups, ...open] }));
  const enough = [...signing].flatMap((group) =>
    people
      .filter(({ id, groups }) => groups.includes(group) && !isOwner.has(id.toLowerCase()))
      .slice(0, needed),
  );
  return isQuorum(
    terms,
    enough.map(({ id, groups }) => ({ person: id, groups, afterSeconds: terms.expiresSeconds })),
  );
}

/** Who is in it is not for the directory alone to say. */
const isOpen = (directory: Directory, group: string, risk: Risk): boolean =>
  countsInRoom({ risk }) && isKeptInRoom(directory, group);

/** Whoever is in the group, or could be when they vote. */
export const peopleWhoCould = (directory: Directory, group: string, risk: Risk): readonly Person[] =>
  isOpen(directory, group, risk) ? directory.people : peopleIn(directory, group);

export const ownersOf = ({ agents }: Directory, agent: string): readonly string[] =>
  agents.find(({ id }) => id === agent)?.owners ?? [];

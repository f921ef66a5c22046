import { type Directory, isKeptInRoom, type Person } from '../directory/directory.ts';
import { isQuorum } from '../vote/quorum.ts';
import { countsInRoom } from '../vote/voter.ts';
import type { Asked, Risk } from './ruling.ts';

/**
 * If everyone who may vote said yes, would it be enough? Owners may not: nobody signs for themselves. Anybody of the directory could
 * be in a group that a room keeps, where that counts: who is there is known when they vote.
 */
export function isSatisfiable(
  { terms, risk }: { terms: Asked; risk: Risk },
  directory: Directory,
  owners: readonly string[] = [],
): boolean {
  const isOwner = new Set(owners.map((owner) => owner.toLowerCase()));
  const groupsOf = couldBeIn(terms, risk, directory);
  const people = directory.people.map((person) => ({ id: person.id, groups: groupsOf(person) }));
  const needed = terms.approvals.reduce((sum, { count }) => sum + count, 0);
  // Of a group no more than are needed in all: whoever is left out could be replaced by one who is not.
  const enough = terms.approvals.flatMap(({ group }) =>
    people
      .filter(({ id, groups }) => groups.includes(group) && !isOwner.has(id.toLowerCase()))
      .slice(0, needed),
  );
  return isQuorum(
    terms,
    enough.map(({ id, groups }) => ({ person: id, groups })),
  );
}

function couldBeIn({ approvals }: Asked, risk: Risk, directory: Directory) {
  const named = approvals.map(({ group }) => group);
  const open = countsInRoom({ risk }) ? named.filter((group) => isKeptInRoom(directory, group)) : [];
  return ({ groups }: Person): readonly string[] => (open.length > 0 ? [...groups, ...open] : groups);
}

export const ownersOf = ({ agents }: Directory, agent: string): readonly string[] =>
  agents.find(({ id }) => id === agent)?.owners ?? [];

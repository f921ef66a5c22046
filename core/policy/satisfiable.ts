import type { Directory } from '../directory/directory.ts';
import { isQuorum } from '../vote/quorum.ts';
import type { Asked } from './ruling.ts';

/** If everyone who may vote said yes, substitutes among them, would it be enough? Owners may not: nobody signs for themselves. */
export function isSatisfiable(terms: Asked, { people }: Directory, owners: readonly string[] = []): boolean {
  const isOwner = new Set(owners.map((owner) => owner.toLowerCase()));
  const needed = terms.approvals.reduce((sum, { count }) => sum + count, 0);
  // Of a group no more than are needed in all: whoever is left out could be replaced by one who is not.
  const signing = new Set([
    ...terms.approvals.map(({ group }) => group),
    ...(terms.substitutes ?? []).map(({ by }) => by),
  ]);
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

export const ownersOf = ({ agents }: Directory, agent: string): readonly string[] =>
  agents.find(({ id }) => id === agent)?.owners ?? [];

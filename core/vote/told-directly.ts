import { type Directory, notifyOf, type Person, peopleIn } from '../directory/directory.ts';
import type { Request } from '../request/request.ts';
import { ownersOf } from './eligibility.ts';
import { maySee } from './may-see.ts';

/** More than this are told beside the card alone: a message each to half a company helps nobody. */
export const mostToldDirectly = 20;

/** Who of these groups wants a message of their own, and may decide: owners and who asked for it hear nothing new. */
export function toldDirectly(request: Request, groups: readonly string[], directory: Directory): Person[] {
  const owners = ownersOf(request, directory);
  const people = groups.flatMap((group) => peopleIn(directory, group));
  return [...new Map(people.map((person) => [person.id.toLowerCase(), person]))]
    .filter(([id]) => !owners.has(id) && id !== request.asker?.toLowerCase())
    .map(([, person]) => person)
    .filter((person) => notifyOf(person) === 'dm' && maySee(request, person, directory))
    .slice(0, mostToldDirectly);
}

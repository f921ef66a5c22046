import type { Person } from '../../core/directory/directory.ts';
import type { Request } from '../../core/request/request.ts';
import { namedGroups } from '../../core/vote/eligibility.ts';
import { countsInRoom, withGroups } from '../../core/vote/voter.ts';
import type { Viewer } from './find-voter.ts';

/** The person with every group that counts for this request: what only a group tells that the room does not tell of, it does not. */
export async function asSeen({ person, through }: Viewer, { ruling }: Request): Promise<Person> {
  if (ruling.decision !== 'review' || !countsInRoom(ruling)) return person;
  return withGroups({ person, through: (await through(namedGroups({ ruling }))).through }, ruling);
}

import { type Directory, type Person, peopleIn } from '../directory/directory.ts';
import { actsFor } from '../vote/eligibility.ts';
import type { Incident } from './incident.ts';

type Involved = Pick<Incident, 'agent' | 'who' | 'notify' | 'later'>;

/**
 * They have a stake in the explanation: the agent's owners, when it was opened and now, and the person whose name its session
 * bears.
 */
export function answersFor({ agent, who }: Involved, { id }: Person, directory: Directory): boolean {
  if (who.session !== undefined && actsFor(who.session, id)) return true;
  if (who.sourceIdentity !== undefined && actsFor(who.sourceIdentity, id)) return true;
  if (!agent) return false;
  const now = directory.agents.filter((one) => one.id === agent.id).flatMap(({ owners }) => owners);
  return [...agent.owners, ...now].some((owner) => owner.toLowerCase() === id.toLowerCase());
}

/** Every group that is told of it, at once or later. */
export const groupsTold = ({ notify, later = [] }: Involved): string[] => [
  ...notify,
  ...later.map(({ group }) => group),
];

/**
 * Who can close it without those who answer for the agent: the people of the groups that are told. Where these hold nobody else, any
 * other person of the directory can, because an incident that nobody can close is soon one that nobody reads.
 */
export function freePeople(incident: Involved, directory: Directory): Person[] {
  const isFree = (person: Person): boolean => !answersFor(incident, person, directory);
  const told = groupsTold(incident)
    .flatMap((group) => peopleIn(directory, group))
    .filter(isFree);
  return told.length > 0 ? told : directory.people.filter(isFree);
}

/** `person` may be in more groups than the directory has them in (`withGroups`). */
export const isFreePerson = (incident: Involved, person: Person, directory: Directory): boolean =>
  freePeople(incident, directory).some(({ id }) => id === person.id) ||
  (!answersFor(incident, person, directory) &&
    groupsTold(incident).some((group) => person.groups.includes(group)));

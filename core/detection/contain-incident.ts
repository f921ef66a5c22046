import type { Directory, Door, Person } from '../directory/directory.ts';
import { formatNobody, isWhyNobody, type WhyNobody } from '../directory/room-user.ts';
import { after } from '../request/deadlines.ts';
import { type Voter, withGroups } from '../vote/voter.ts';
import type { Containment, Incident } from './incident.ts';
import { containedWithinSeconds } from './incident-deadlines.ts';
import { answersFor, isFreePerson } from './incident-people.ts';
import { advanceIncident, type IncidentTransition } from './incident-transition.ts';
import type { ContainmentKind } from './new-incident.ts';

/** Why somebody cannot contain, or end it, in words for them. */
const texts = {
  'no-agent': 'No role of an agent made this call, and Countersign changes no other role.',
  'already-contained': 'This role is contained already.',
  'not-contained': 'Nothing is contained here, so there is nothing to end.',
  'boundary-stays': 'The boundary was put back where it belongs. Countersign does not take it off again.',
  closed: 'This incident is closed already.',
  'outside-groups': 'You are in none of the groups that are told of this incident.',
  'answers-for': 'You answer for this agent, and nobody lets their own agent in again. Somebody else has to.',
} as const;
export type ContainRefusal = keyof typeof texts | WhyNobody;
export const formatContainRefusal = (
  why: ContainRefusal,
  door: Pick<Door, 'title'>,
  handle: string,
): string => (isWhyNobody(why) ? formatNobody(why, door, handle) : texts[why]);

export type MayContain = { kind: 'may'; person: Person } | { kind: 'refused'; why: ContainRefusal };

/** Who reads of the incident may, owners too: it takes something away, and gives nothing. */
export function mayContain(incident: Incident, voter: Voter, directory: Directory): MayContain {
  const no = (why: ContainRefusal): MayContain => ({ kind: 'refused', why });
  if (incident.state === 'closed') return no('closed');
  if (!isContainable(incident)) return no('no-agent');
  if (isContained(incident)) return no('already-contained');
  if (voter.kind !== 'person') return no(voter.why);
  const person = withGroups(voter, incident);
  return answersFor(incident, person, directory) || isFreePerson(incident, person, directory)
    ? { kind: 'may', person }
    : no('outside-groups');
}

/** Letting in again is for people who do not answer for the agent, before the incident is closed or after. */
export function mayEndContainment(incident: Incident, voter: Voter, directory: Directory): MayContain {
  const no = (why: ContainRefusal): MayContain => ({ kind: 'refused', why });
  if (incident.containment?.kind !== 'contained') return no('not-contained');
  if (incident.containment.how === 'boundary') return no('boundary-stays');
  if (voter.kind !== 'person') return no(voter.why);
  const person = withGroups(voter, incident);
  if (answersFor(incident, person, directory)) return no('answers-for');
  return isFreePerson(incident, person, directory) ? { kind: 'may', person } : no('outside-groups');
}

/** Only roles of agents are, whether or not the directory knows the agent. */
export const isContainable = ({ who }: Pick<Incident, 'who'>): boolean =>
  who.agentRole === true && who.role !== undefined;

export const isContained = ({ containment }: Incident): boolean => containment?.kind === 'contained';

/** How somebody who presses Contain does it, where policy does not say: what ends the session at hand. */
export const containmentWanted = ({ contain }: Pick<Incident, 'contain'>): ContainmentKind =>
  contain ?? 'sessions';

/** What policy has contained by itself now, if anything: nothing that is older than an hour, and nothing that somebody let go. */
export function containedByPolicy(incident: Incident, now: string): ContainmentKind | undefined {
  const { state, contain, containment, at } = incident;
  if (state === 'closed' || !contain || !isContainable(incident)) return undefined;
  if (containment && containment.kind !== 'not-contained') return undefined;
  return now < after(at, containedWithinSeconds) ? contain : undefined;
}

/**
 * What became of it: MUST be written after AWS took the denial, for it says that there is one. Nothing where the incident says
 * the same already.
 */
export function noteContainment(
  incident: Incident,
  containment: Containment,
  { via }: { via: string },
): IncidentTransition | undefined {
  if (isKnown(incident.containment, containment)) return undefined;
  const by = 'by' in containment ? containment.by : undefined;
  const event = {
    at: containment.at,
    actor:
      by === undefined ? { kind: 'system' as const, id: 'workflow' } : { kind: 'person' as const, id: by },
    via,
    change: { type: 'containment', containment } as const,
  };
  return incident.state === 'open'
    ? advanceIncident(incident, { ...incident, containment }, event)
    : advanceIncident(incident, { ...incident, containment }, event);
}

/** Done twice, or refused again as it was before. */
const isKnown = (before: Containment | undefined, after: Containment): boolean =>
  before?.kind === 'not-contained' && after.kind === 'not-contained'
    ? before.code === after.code
    : before?.kind === after.kind;

import type { Directory, Door, Person } from '../directory/directory.ts';
import { formatNobody, isWhyNobody, type WhyNobody } from '../directory/room-user.ts';
import { type Voter, withGroups } from '../vote/voter.ts';
import type { Explanation, Incident, OpenIncident } from './incident.ts';
import { answersFor, isFreePerson } from './incident-people.ts';
import { advanceIncident, type IncidentTransition } from './incident-transition.ts';

/** Why an explanation does not count, in words for the person who gave it. */
const texts = {
  'no-reason':
    'Write down what happened and why it is all right, above the button: an incident is closed by that alone.',
  closed: 'This incident is closed already.',
  'outside-groups': 'You are in none of the groups that are told of this incident.',
  'already-explained': 'Your explanation is written down already. Somebody else has to add theirs.',
} as const;
export type ExplainRefusal = keyof typeof texts | WhyNobody;

/** Who is not known is told under which handle, so that somebody can add them. */
export const formatExplainRefusal = (
  why: ExplainRefusal,
  door: Pick<Door, 'title'>,
  handle: string,
): string => (isWhyNobody(why) ? formatNobody(why, door, handle) : texts[why]);

export type Explained =
  /** `missing`: what it still needs before it is closed; nothing where it is closed by this. */
  | { kind: 'explained'; transition: IncidentTransition; missing: Missing | undefined }
  | { kind: 'refused'; why: ExplainRefusal };

/** `others`: so many more explanations. `free`: one of somebody who does not answer for the agent. */
export type Missing = { kind: 'others'; count: number } | { kind: 'free' };

/** A critical incident needs two people, any other one; never those alone who answer for the agent. */
export const explanationsNeeded = ({ risk }: Pick<Incident, 'risk'>): number => (risk === 'critical' ? 2 : 1);

export function missingOf(
  incident: Pick<Incident, 'risk'>,
  explanations: readonly Explanation[],
): Missing | undefined {
  const count = explanationsNeeded(incident) - explanations.length;
  if (count > 0) return { kind: 'others', count };
  return explanations.every((one) => one.answersFor) ? { kind: 'free' } : undefined;
}

export function explainIncident(
  incident: Incident,
  voter: Voter,
  reason: string | undefined,
  directory: Directory,
  now: string,
): Explained {
  const refused = (why: ExplainRefusal): Explained => ({ kind: 'refused', why });
  if (incident.state === 'closed') return refused('closed');
  if (voter.kind !== 'person') return refused(voter.why);
  const person = withGroups(voter, incident);
  const answers = answersFor(incident, person, directory);
  if (!answers && !isFreePerson(incident, person, directory)) return refused('outside-groups');
  if (hasExplained(incident, person)) return refused('already-explained');
  if (!reason) return refused('no-reason');
  const mark = answers ? { answersFor: true as const } : {};
  const explanation = { person: person.id, reason, ...mark, at: now };
  return explain(incident, explanation, voter.via);
}

const hasExplained = ({ explanations }: OpenIncident, { id }: Person): boolean =>
  explanations.some(({ person }) => person.toLowerCase() === id.toLowerCase());

function explain(incident: OpenIncident, explanation: Explanation, via: string): Explained {
  const { person, reason, answersFor, at } = explanation;
  const explanations = [...incident.explanations, explanation];
  const missing = missingOf(incident, explanations);
  const event = {
    at,
    actor: { kind: 'person', id: person } as const,
    via,
    change: { type: 'explained', reason, ...(answersFor && { answersFor }) } as const,
  };
  const transition = missing
    ? advanceIncident(incident, { ...incident, explanations }, event)
    : advanceIncident(incident, { ...incident, explanations, state: 'closed', closedAt: at }, event);
  return { kind: 'explained', transition, missing };
}

import { type HourOf, hourOf, mostSessions, withRequest } from '../../../core/detection/denied-hour.ts';
import type { Sighting } from '../../../core/detection/sighting.ts';
import { type Door, personById } from '../../../core/directory/directory.ts';
import type { ExecuteNow } from '../../../core/ports/execute.ts';
import type { SightingStore } from '../../../core/ports/sightings.ts';
import type { TurnOrder } from '../../../core/ports/turn.ts';
import type { Request } from '../../../core/request/request.ts';
import {
  askable,
  type DenialContext,
  joinDenied,
  submitDenied,
  type WhyNotAsked,
} from '../../shared/detection/request-denied.ts';
import { changeHour, showDenied, type TellPorts } from '../../shared/detection/tell-denied.ts';
import { noLongerKnown } from '../../shared/no-longer-known.ts';
import { runIfAllowed } from '../../shared/run-if-allowed.ts';
import type { Ports as SubmitPorts } from '../../shared/submit/submit-request.ts';

export interface Ports extends SubmitPorts, TellPorts {
  sightings: Pick<SightingStore, 'get'>;
  execute: ExecuteNow;
  /** Where the button was pressed. */
  door: Door;
}

export type TurnOutcome =
  | { kind: 'asked'; request: Request }
  | { kind: 'not-asked'; code: NotTurned; detail: string };

export type NotTurned = WhyNotAsked | 'no-such-call' | 'unknown-person' | 'not-an-owner';

/**
 * An owner of an agent wants a request made of what AWS denied to it. What was called stands in the sighting, as AWS told it;
 * whoever pressed cannot sign it. Pressed twice it makes one request.
 */
export async function turnIntoRequest(
  deployment: DenialContext,
  ports: Ports,
  { sightingId, person: id }: TurnOrder,
): Promise<TurnOutcome> {
  const person = personById(deployment.directory, id);
  if (!person) return not('unknown-person', noLongerKnown);
  const sighting = await ports.sightings.get(sightingId);
  if (!sighting?.denied) return not('no-such-call', 'No such call is known here any more.');
  const { denied: call, at } = sighting;
  const agent = deployment.directory.agents.find(({ id }) => id === call.agent);
  if (!agent?.owners.some((owner) => owner.toLowerCase() === person.id.toLowerCase()))
    return not('not-an-owner', `Only the owners of agent ${call.agent} can ask for what it was denied.`);

  const denial = { sightingId, at, call };
  const answer = await askable(deployment, ports, denial);
  if (answer.kind === 'not-askable') return not(answer.code, answer.detail);
  const sessions = await sessionsBehind(ports, sighting, call.agent);
  if (sessions.length > mostSessions)
    return not('too-many', 'Too many sessions of the agent made this call to say for whom they act.');
  const made = await submitDenied(ports, denial, answer.submission, person.id);
  if (made.kind === 'not-asked') return not(made.code, made.detail);
  for (const session of sessions) await joinDenied(ports, made.request.id, session, ports.now());
  await note(ports, agent, sighting, made.request.id);
  return { kind: 'asked', request: await runIfAllowed(ports, made.request) };
}

/** Every session of the agent that made the same call in that hour. */
async function sessionsBehind(ports: Ports, sighting: Sighting, agent: string): Promise<string[]> {
  const hour = await ports.denied.get(agent, hourOfSighting(sighting));
  return hour?.lines.find(({ sightingId }) => sightingId === sighting.id)?.sessions ?? [];
}

/** On the card of which its line stands. */
const hourOfSighting = ({ seenAt, denied }: Sighting): HourOf => ({
  hour: hourOf(seenAt),
  ...(denied?.channel !== undefined && { channel: denied.channel }),
});

/** The card has no button for it any more. */
async function note(
  ports: Ports,
  agent: { id: string; owners: string[] },
  sighting: Sighting,
  requestId: string,
): Promise<void> {
  const changed = await changeHour(ports, agent, hourOfSighting(sighting), (before) =>
    withRequest(before, sighting.id, requestId),
  );
  if (changed.isNew) await showDenied(ports, agent, changed.now, false);
}

const not = (code: NotTurned, detail: string): TurnOutcome => ({ kind: 'not-asked', code, detail });

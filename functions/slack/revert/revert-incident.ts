import type { Incident } from '../../../core/detection/incident.ts';
import { noteRevert, undoOfIncident } from '../../../core/detection/revert-incident.ts';
import { type Door, type Person, personById } from '../../../core/directory/directory.ts';
import type { RevertOrder } from '../../../core/ports/revert.ts';
import type { Request } from '../../../core/request/request.ts';
import { type ChangeIncidentPorts, changeIncident } from '../../shared/detection/change-incident.ts';
import { noLongerKnown } from '../../shared/no-longer-known.ts';
import {
  type AskedFor,
  askForUndo,
  type CannotAsk,
  type UndoDeployment,
  type UndoPorts,
  type WantedUndo,
} from '../../shared/undo/ask-for-undo.ts';
import { offerOfIncident } from '../../shared/undo/offer-of-incident.ts';

export interface Ports extends UndoPorts, ChangeIncidentPorts {
  /** Where the button was pressed. */
  door: Door;
}

export type RevertOutcome =
  | Exclude<AskedFor, { kind: 'not-asked' }>
  | { kind: 'not-asked'; code: NotReverted; detail: string };

export type NotReverted =
  | CannotAsk
  | 'no-such-incident'
  | 'closed'
  | 'unknown-person'
  | 'no-agent'
  | 'not-offered';

/**
 * A person wants taken back what was done without an approval. It is a request of its own, by the policies of the agent that did it, and
 * whoever pressed cannot sign it. Called twice it makes one request.
 */
export async function revertIncident(
  deployment: UndoDeployment,
  ports: Ports,
  { incidentId, person: id }: RevertOrder,
): Promise<RevertOutcome> {
  const incident = await ports.incidents.get(incidentId);
  if (!incident) return not('no-such-incident', 'This incident is not known here.');
  const person = personById(ports.directory, id);
  if (!person) return not('unknown-person', noLongerKnown);
  if (incident.state === 'closed') return not('closed', 'This incident is closed already.');
  const request = incident.requestId === undefined ? undefined : await ports.requests.get(incident.requestId);
  const agent = agentOf(incident, request);
  if (!agent) return not('no-agent', 'No agent of the directory did it, so no policies say who may undo it.');
  // What is kept of it does not say whether that is all of it: it was known when the incident was opened.
  if (incident.undo?.kind === 'not-offered') return not('not-offered', incident.undo.detail);
  const catalog = await deployment.openCatalog(incident.action);
  const offer = offerOfIncident(catalog.find(incident.action) ?? {}, incident, request);
  if (offer.kind === 'nothing-to-undo')
    return not('not-offered', 'There is nothing to undo: it changed nothing.');
  if (offer.kind === 'not-offered') return not('not-offered', offer.detail);
  if (incident.undo?.kind !== 'offered' || incident.undo.action !== offer.action)
    return not('not-offered', `It would be undone by ${offer.action} now, which is not what its card says.`);

  const asked = await askForUndo(deployment, ports, {
    agent,
    account: incident.account,
    region: incident.region,
    resource: incident.resource,
    undoing: offer,
    reason: `Undo of what incident ${incident.id} is about.`,
    undo: { asker: person.id, via: ports.door.name, undoes: undoOfIncident(incident.id) },
  });
  if (asked.kind === 'asked') await note(ports, incident, person, asked.request.id);
  return asked;
}

/** Of what drifted from a request, the agent that had asked for it: the call was made by a role of ours. */
function agentOf({ agent, who }: Incident, request: Request | undefined): WantedUndo['agent'] | undefined {
  if (request) return request.agent;
  const { role, session, sourceIdentity } = who;
  if (!agent || role === undefined || session === undefined) return undefined;
  return { id: agent.id, role, session, ...(sourceIdentity !== undefined && { sourceIdentity }) };
}

const note = (ports: Ports, { id }: Incident, person: Person, requestId: string) =>
  changeIncident(ports, id, (current) => {
    const asked = { requestId, asker: person.id, via: ports.door.name };
    const transition = noteRevert(current, asked, ports.now());
    return { ...(transition && { transition }), answer: undefined };
  });

const not = (code: NotReverted, detail: string): RevertOutcome => ({ kind: 'not-asked', code, detail });

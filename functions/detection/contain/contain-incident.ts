import {
  containedByPolicy,
  containmentWanted,
  isContainable,
  isContained,
  noteContainment,
} from '../../../core/detection/contain-incident.ts';
import type { Containment, Incident } from '../../../core/detection/incident.ts';
import type { ContainmentKind } from '../../../core/detection/new-incident.ts';
import type { ContainOrder, ContainRole, EndContainment } from '../../../core/ports/contain.ts';
import { type ChangeIncidentPorts, changeIncident } from '../../shared/detection/change-incident.ts';

export interface Ports extends ChangeIncidentPorts {
  contain: ContainRole;
  end: EndContainment;
  now: () => string;
}

/** `nothing-to-do`: it is so already, too late for policy, or no role of an agent. */
export type Became = Containment['kind'] | 'nothing-to-do';

/**
 * First denied, then written down: a record that says so is never wrong. Killed in between, it is called again, and the same denial is
 * put a second time.
 */
export async function containIncident(ports: Ports, order: ContainOrder): Promise<Became> {
  const incident = await ports.incidents.get(order.incidentId);
  if (!incident) throw new Error(`Incident ${order.incidentId} is not in the table.`);
  const containment =
    order.what === 'end' ? await letGo(ports, incident, order.by) : await contain(ports, incident, order.by);
  if (!containment) return 'nothing-to-do';
  const via = order.by?.via ?? 'workflow';
  await changeIncident(ports, incident.id, (current) => {
    const transition = noteContainment(current, containment, { via });
    return { ...(transition && { transition }), answer: undefined };
  });
  return containment.kind;
}

type By = ContainOrder['by'];

async function contain(ports: Ports, incident: Incident, by: By): Promise<Containment | undefined> {
  const wanted = by ? wantedByPerson(incident) : containedByPolicy(incident, ports.now());
  const { role, sourceIdentity } = incident.who;
  if (!wanted || role === undefined) return undefined;
  const asked = { incidentId: incident.id, role, how: wanted };
  const done = await ports.contain({ ...asked, ...(sourceIdentity !== undefined && { sourceIdentity }) });
  const at = ports.now();
  if (!done.ok) return { kind: 'not-contained', wanted, code: done.code, at };
  const other = done.how === wanted ? {} : { wanted };
  return { kind: 'contained', how: done.how, ...other, at, ...(by && { by: by.person }) };
}

const wantedByPerson = (incident: Incident): ContainmentKind | undefined =>
  incident.state === 'open' && isContainable(incident) && !isContained(incident)
    ? containmentWanted(incident)
    : undefined;

async function letGo(
  ports: Ports,
  { id, who, containment }: Incident,
  by: NonNullable<By>,
): Promise<Containment | undefined> {
  if (containment?.kind !== 'contained' || containment.how === 'boundary' || who.role === undefined)
    return undefined;
  const done = await ports.end({ incidentId: id, role: who.role });
  if (!done.ok) throw new Error(`The containment of incident ${id} could not be ended: ${done.code}`);
  return { kind: 'ended', how: containment.how, at: ports.now(), by: by.person };
}

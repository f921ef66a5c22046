import { z } from 'zod';
import type { Incident } from '../../../core/detection/incident.ts';
import { groupsOfTier } from '../../../core/detection/incident-deadlines.ts';
import { tellTier } from '../../../core/detection/tell-incident.ts';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { IncidentMessenger } from '../../../core/ports/incident-messenger.ts';
import type { IncidentAnswer } from '../../../core/ports/incident-workflow.ts';
import type { Card, CardStore, RequestStore } from '../../../core/ports/store.ts';
import { type ChangeIncidentPorts, changeIncident } from '../../shared/detection/change-incident.ts';
import { inEveryRoom } from '../../shared/in-every-room.ts';
import { syncIncidentCards } from '../../shared/sync-cards.ts';

/** A tier of people is to be told, as the workflow's definition says it. One that started weeks ago says it as it was said then. */
const tellingSchema = z.strictObject({
  v: z.literal(1),
  incidentId: z.string(),
  tier: z.int().nonnegative(),
});
export type Telling = z.infer<typeof tellingSchema>;
export const tellingVersions: Versioned<Telling> = { name: 'input of tell', readers: [tellingSchema] };

export interface Ports extends ChangeIncidentPorts {
  incidentCards: CardStore;
  incidentMessengers: readonly IncidentMessenger[];
  /** What is to undo it. */
  requests: Pick<RequestStore, 'get'>;
  now: () => string;
}

/**
 * One tier: people see the incident, or are reminded of it, unless it is closed by then. Repeatable: each room has one card, and
 * each tier is told there once.
 */
export async function tellPeople(
  ports: Ports,
  { incidentId, tier }: Omit<Telling, 'v'>,
): Promise<IncidentAnswer> {
  const incident = await enterTier(ports, incidentId, tier);
  if (incident.state === 'closed') await syncIncidentCards(ports, incidentId);
  else await show(ports, incident, tier);
  return { v: 1, state: incident.state };
}

async function enterTier(ports: Ports, id: string, tier: number): Promise<Incident> {
  const incident = await changeIncident<Incident>(ports, id, (current) => {
    const transition = current.state === 'open' ? tellTier(current, tier, ports.now()) : undefined;
    return transition ? { transition, answer: transition.incident } : { answer: current };
  });
  if (!incident) throw new Error(`The workflow runs for incident ${id}, which is not in the table.`);
  return incident;
}

async function show({ incidentCards, incidentMessengers }: Ports, incident: Incident, tier: number) {
  const posted = await incidentCards.list(incident.id);
  const groups = groupsOfTier(incident, tier);
  await inEveryRoom(incidentMessengers, async (messenger) => {
    const known = posted.find(({ door }) => door === messenger.door);
    if (known && known.tier >= tier) return;
    const card: Card = { ...(known ?? (await messenger.post(incident, groups))), tier };
    if (known) await messenger.remind(known, incident, groups);
    await incidentCards.put(incident.id, card);
  });
}

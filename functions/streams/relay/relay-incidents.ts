import { tierInstants } from '../../../core/detection/incident-deadlines.ts';
import type { StartIncidentWorkflow } from '../../../core/ports/incident-workflow.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { type IncidentSyncPorts, syncIncidentCards } from '../../shared/sync-cards.ts';

export interface IncidentPorts extends IncidentSyncPorts {
  startIncident: StartIncidentWorkflow;
  /** A room's outage is counted and left to the workflow's next tier: it must not hold up the next incident. */
  onUnavailable: (error: MessengerUnavailable) => void;
}

/** A move of an incident as the stream tells it. */
export interface IncidentMove {
  incidentId: string;
  /** It was opened with this very move. */
  isNew: boolean;
}

/** As for requests: all workflows before all cards. Answers the incidents that failed. */
export async function relayIncidents(
  ports: IncidentPorts,
  moves: readonly IncidentMove[],
): Promise<Map<string, Error>> {
  const newOnes = [...new Set(moves.filter(({ isNew }) => isNew).map(({ incidentId }) => incidentId))];
  const all = [...new Set(moves.map(({ incidentId }) => incidentId))];
  const failures = new Map<string, Error>();
  const act = (ids: readonly string[], carry: (id: string) => Promise<void>) =>
    Promise.all(ids.map((id) => carry(id).catch((error: Error) => void failures.set(id, error))));

  await act(newOnes, (id) => startWorkflow(ports, id));
  await act(
    all.filter((id) => !failures.has(id)),
    (id) => showCards(ports, id),
  );
  return failures;
}

async function startWorkflow({ incidents, startIncident }: IncidentPorts, incidentId: string) {
  const incident = await incidents.get(incidentId);
  if (incident) await startIncident({ v: 1, incidentId, tiers: tierInstants(incident) });
}

async function showCards(ports: IncidentPorts, incidentId: string): Promise<void> {
  try {
    await syncIncidentCards(ports, incidentId);
  } catch (error) {
    if (!(error instanceof MessengerUnavailable) || error.isBusy) throw error;
    ports.onUnavailable(error);
  }
}

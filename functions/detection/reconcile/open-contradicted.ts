import type { Used } from '../../../core/detection/evidence.ts';
import { ageSeconds } from '../../../core/detection/sighting.ts';
import type { SightingStore } from '../../../core/ports/sightings.ts';
import { differentOutcome } from '../../../core/request/contradicted.ts';
import { incidentOf } from '../../shared/detection/incident-of.ts';
import { type OpenIncidentPorts, openIncident } from '../../shared/detection/open-incident.ts';
import type { SightDeployment } from '../../shared/detection/sight-deployment.ts';

interface Ports extends OpenIncidentPorts {
  sightings: Pick<SightingStore, 'get'>;
}

/** A run that did not end as CloudTrail had told of it while it ran: of its event there is the sighting. */
export async function openContradicted(
  deployment: SightDeployment,
  ports: Ports,
  request: Used,
): Promise<void> {
  const { id: requestId, action, resource, account, region, parameters, ruling, evidence } = request;
  if (evidence?.kind !== 'confirmed') return;
  const [eventId = requestId] = evidence.eventIds;
  const sighting = await ports.sightings.get(eventId);
  const at = sighting?.at ?? evidence.at;
  const seen = {
    id: eventId,
    eventId,
    at,
    seenAt: ports.now(),
    age: ageSeconds(at, ports.now()),
    who: sighting?.who ?? `countersign-${requestId}`,
    session: undefined,
    account,
    region,
  };
  const found = incidentOf(deployment, seen, {
    kind: 'drifted',
    ...{ action, resource, account, region, parameters, requestId, ruling },
    sentence: `It ended otherwise than CloudTrail says: ${request.sentence}`,
    differences: differentOutcome(request, evidence.errorCode),
    undo: {
      kind: 'not-offered',
      code: 'not-kept',
      detail: 'Whether AWS did it is not sure, so nobody can say what would undo it.',
    },
    agent: deployment.directory.agents.find(({ id }) => id === request.agent.id),
  });
  await openIncident(ports, found, 'reconcile');
}

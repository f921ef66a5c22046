import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import type { IncidentAnswer } from '../../../core/ports/incident-workflow.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { observed } from '../../shared/observed.ts';
import { count, log, logger } from '../../shared/telemetry.ts';
import { type Ports, tellingVersions, tellPeople } from './tell-people.ts';

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<IncidentAnswer> => {
    const telling = mustReadVersioned(tellingVersions, event);
    logger.appendKeys({ incident: telling.incidentId });
    try {
      const answer = await tellPeople(ports, telling);
      log('incident-told', { tier: telling.tier, state: answer.state });
      return answer;
    } catch (error) {
      if (error instanceof MessengerUnavailable) count('MessengerUnavailable');
      throw error;
    }
  });

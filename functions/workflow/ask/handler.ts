import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { observed } from '../../shared/observed.ts';
import { count, logger } from '../../shared/telemetry.ts';
import { askPeople, type Ports, turnVersions } from './ask-people.ts';

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<void> => {
    const turn = mustReadVersioned(turnVersions, event);
    logger.appendKeys({ request: turn.requestId, tier: turn.tier });
    try {
      await askPeople(ports, turn);
    } catch (error) {
      if (error instanceof MessengerUnavailable) count('MessengerUnavailable');
      throw error;
    }
  });

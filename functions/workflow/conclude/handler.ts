import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import type { WorkflowAnswer } from '../../../core/ports/workflow.ts';
import { concludeRequest, type Ports } from '../../shared/conclude-request.ts';
import { observed } from '../../shared/observed.ts';
import { count, logger } from '../../shared/telemetry.ts';
import { endingVersions } from './ending.ts';

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<WorkflowAnswer> => {
    const ending = mustReadVersioned(endingVersions, event);
    logger.appendKeys({ request: ending.requestId });
    try {
      const concluded = await concludeRequest(ports, ending);
      if (concluded.state === 'expired') count('RequestExpired');
      return concluded;
    } catch (error) {
      if (error instanceof MessengerUnavailable) count('MessengerUnavailable');
      throw error;
    }
  });

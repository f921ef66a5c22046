import { z } from 'zod';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import { observed } from '../../shared/observed.ts';
import { count, logger } from '../../shared/telemetry.ts';
import { concludeRequest, type Ports } from './conclude-request.ts';

const endingSchema = z.strictObject({
  requestId: z.string(),
  cause: z.strictObject({
    kind: z.enum(['decided', 'timeout', 'failure']),
    /** The name of what failed. Its message stays in the logs: it could hold anything. */
    error: z.string().max(200).exactOptional(),
  }),
});

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<{ state: string }> => {
    const ending = endingSchema.parse(event);
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

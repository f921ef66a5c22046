import { z } from 'zod';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import { MessengerUnavailable } from '../../../core/ports/messenger.ts';
import type { WorkflowAnswer } from '../../../core/ports/workflow.ts';
import { concludeRequest, type Ports } from '../../shared/conclude-request.ts';
import { observed } from '../../shared/observed.ts';
import { count, logger } from '../../shared/telemetry.ts';

/**
 * Why the workflow stopped waiting, as its definition says it. What became of the request is read from the request. A
 * definition that started weeks ago says it as it was said then.
 */
const endingSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  cause: z.strictObject({
    kind: z.enum(['decided', 'timeout', 'failure']),
    /** The name of what failed. Its message stays in the logs: it could hold anything. */
    error: z.string().max(200).exactOptional(),
  }),
});
export type Ending = z.infer<typeof endingSchema>;
export const endingVersions: Versioned<Ending> = { name: 'input of conclude', readers: [endingSchema] };

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<WorkflowAnswer> => {
    const ending = mustReadVersioned(endingVersions, event);
    logger.appendKeys({ request: ending.requestId });
    try {
      const concluded = await concludeRequest(ports, ending);
      if (concluded.state === 'expired') count('RequestExpired');
      if (concluded.state === 'denied') count('RequestDenied');
      return concluded;
    } catch (error) {
      if (error instanceof MessengerUnavailable) count('MessengerUnavailable');
      throw error;
    }
  });

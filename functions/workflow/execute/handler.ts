import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { type Executed, orderVersions } from '../../../core/ports/execute.ts';
import { observed } from '../../shared/observed.ts';
import { count, log, logger } from '../../shared/telemetry.ts';
import { executeRequest, type Ports } from './execute-request.ts';

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<Executed> => {
    const order = mustReadVersioned(orderVersions, event);
    logger.appendKeys({ request: order.requestId });
    const executed = await executeRequest(ports, order);
    const { state, refused } = executed;
    log('request-executed', { state, ...(refused && { refused }) });
    if (state === 'unknown') count('RunUnanswered');
    if (state === 'failed' && !refused) count('RunFailed');
    return executed;
  });

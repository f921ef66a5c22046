import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { type LookAnswer, lookOrderVersions } from '../../../core/ports/look.ts';
import { observed } from '../../shared/observed.ts';
import { log, logger } from '../../shared/telemetry.ts';
import { lookAtRequest, type Ports } from './look-at-request.ts';

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<LookAnswer> => {
    const { requestId } = mustReadVersioned(lookOrderVersions, event);
    logger.appendKeys({ request: requestId });
    const answer = await lookAtRequest(ports, requestId);
    if (answer.kind === 'not-seen') log('target-not-seen', { code: answer.code });
    return answer;
  });

import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import { undoOrderVersions } from '../../../core/ports/undo.ts';
import { observed } from '../../shared/observed.ts';
import { personNotTold } from '../../shared/person-not-told.ts';
import { log, logger } from '../../shared/telemetry.ts';
import { sayOutcome } from '../../shared/undo/say-outcome.ts';
import { type Deployment, type Ports as UndoPorts, undoRequest } from './undo-request.ts';

export interface Ports extends UndoPorts {
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately'>[];
}

export const createHandler = (deployment: Deployment, ports: Ports) =>
  observed(async (event: unknown): Promise<void> => {
    const order = mustReadVersioned(undoOrderVersions, event);
    const { requestId, handle, card } = order;
    logger.appendKeys({ request: requestId, handle });
    const outcome = await undoRequest(deployment, ports, order);
    log('undo-asked', {
      outcome: outcome.kind,
      ...(outcome.kind === 'not-asked' ? { why: outcome.code } : { undo: outcome.request.id }),
    });
    const messenger = ports.messengers.find(({ door }) => door === card.door);
    await messenger?.replyPrivately({ card, handle }, sayOutcome(outcome)).catch(personNotTold);
  });

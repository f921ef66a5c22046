import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import { revertOrderVersions } from '../../../core/ports/revert.ts';
import { observed } from '../../shared/observed.ts';
import { personNotTold } from '../../shared/person-not-told.ts';
import { log, logger } from '../../shared/telemetry.ts';
import type { UndoDeployment } from '../../shared/undo/ask-for-undo.ts';
import { sayOutcome } from '../../shared/undo/say-outcome.ts';
import { type Ports as RevertPorts, revertIncident } from './revert-incident.ts';

export interface Ports extends RevertPorts {
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately'>[];
}

export const createHandler = (deployment: UndoDeployment, ports: Ports) =>
  observed(async (event: unknown): Promise<void> => {
    const order = mustReadVersioned(revertOrderVersions, event);
    const { incidentId, handle, card } = order;
    logger.appendKeys({ incident: incidentId, handle });
    const outcome = await revertIncident(deployment, ports, order);
    log('revert-asked', {
      outcome: outcome.kind,
      ...(outcome.kind === 'not-asked' ? { why: outcome.code } : { undo: outcome.request.id }),
    });
    const messenger = ports.messengers.find(({ door }) => door === card.door);
    await messenger?.replyPrivately({ card, handle }, sayOutcome(outcome)).catch(personNotTold);
  });

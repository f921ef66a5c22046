import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import type { Messenger } from '../../../core/ports/messenger.ts';
import { turnOrderVersions } from '../../../core/ports/turn.ts';
import type { DenialContext } from '../../shared/detection/request-denied.ts';
import { observed } from '../../shared/observed.ts';
import { personNotTold } from '../../shared/person-not-told.ts';
import { log, logger } from '../../shared/telemetry.ts';
import { sayTurned } from './say-turned.ts';
import { type Ports as TurnPorts, turnIntoRequest } from './turn-into-request.ts';

export interface Ports extends TurnPorts {
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately'>[];
}

export const createHandler = (deployment: DenialContext, ports: Ports) =>
  observed(async (event: unknown): Promise<void> => {
    const order = mustReadVersioned(turnOrderVersions, event);
    const { sightingId, handle, card } = order;
    logger.appendKeys({ sighting: sightingId, handle });
    const outcome = await turnIntoRequest(deployment, ports, order);
    log('turn-asked', {
      outcome: outcome.kind,
      ...(outcome.kind === 'not-asked' ? { why: outcome.code } : { request: outcome.request.id }),
    });
    const messenger = ports.messengers.find(({ door }) => door === card.door);
    await messenger?.replyPrivately({ card, handle }, sayTurned(outcome)).catch(personNotTold);
  });

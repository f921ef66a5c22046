import { mustReadVersioned } from '../../../core/lib/versioned.ts';
import { containOrderVersions } from '../../../core/ports/contain.ts';
import { observed } from '../../shared/observed.ts';
import { count, log, logger } from '../../shared/telemetry.ts';
import { type Became, containIncident, type Ports } from './contain-incident.ts';

export const createHandler = (ports: Ports) =>
  observed(async (event: unknown): Promise<{ v: 1; became: Became }> => {
    const order = mustReadVersioned(containOrderVersions, event);
    logger.appendKeys({ incident: order.incidentId });
    const became = await containIncident(ports, order);
    if (became === 'not-contained') count('ContainmentFailed');
    log('incident-contained', { what: order.what, became, ...(order.by && { person: order.by.person }) });
    return { v: 1, became };
  });

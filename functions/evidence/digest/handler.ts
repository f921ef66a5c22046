import type { Context } from 'aws-lambda';
import { publicKeyKey } from '../../../core/evidence/digest-file.ts';
import { pemOf } from '../../../core/lib/signature.ts';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type Closed, closeHours, type Ports } from './close-hours.ts';

/** An hour of a million records takes a minute or two. */
const roomMs = 180_000;

export const createHandler = (ports: Omit<Ports, 'hasTime'>) =>
  observed(async (_event: unknown, context: Context): Promise<Closed> => {
    for (const key of await ports.publicKeys()) await ports.putText(publicKeyKey(key.id), pemOf(key));
    const closed = await closeHours({
      ...ports,
      hasTime: () => context.getRemainingTimeInMillis() > roomMs,
    });
    const { late, ...counts } = closed;
    log('hours-closed', counts);
    if (late.length > 0) log('objects-late', { objects: late });
    if (closed.upToDate) count('HourClosed');
    return closed;
  });

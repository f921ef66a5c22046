import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type Ports as MakePorts, makeHeartbeats } from './make-heartbeats.ts';

export interface Ports extends Omit<MakePorts, 'onFailed'> {
  places: readonly WatchedPlace[];
}

export const createHandler = ({ places, ...ports }: Ports) =>
  observed(async (): Promise<void> => {
    const { missing, failed } = await makeHeartbeats(
      {
        ...ports,
        onFailed: (place, error) => log('heartbeat-not-made', { ...place, error: error as Error }),
      },
      places,
    );
    for (const place of missing) log('heartbeat-missing', { ...place });
    if (missing.length > 0) count('HeartbeatMissing', missing.length);
    if (failed > 0) throw new Error(`${failed} heartbeats could not be made: see the log.`);
  });

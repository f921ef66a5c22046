import { isMissing } from '../../../core/detection/heartbeat.ts';
import type { HeartbeatStore, MakeHeartbeat, WatchedPlace } from '../../../core/ports/heartbeats.ts';

export interface Ports {
  heartbeats: Pick<HeartbeatStore, 'get' | 'made'>;
  make: MakeHeartbeat;
  now: () => string;
  onFailed: (place: WatchedPlace, error: unknown) => void;
}

/** So many places at a time. */
const atOnce = 10;

/** Answers where the last one was not seen. A place where none can be made is no reason to leave out the next. */
export async function makeHeartbeats(
  ports: Ports,
  places: readonly WatchedPlace[],
): Promise<{ missing: WatchedPlace[]; failed: number }> {
  const missing: WatchedPlace[] = [];
  let failed = 0;
  const left = [...places];
  const work = async (): Promise<void> => {
    for (let place = left.shift(); place; place = left.shift()) {
      try {
        if (await beat(ports, place)) missing.push(place);
      } catch (error) {
        failed += 1;
        ports.onFailed(place, error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { missing, failed };
}

/** Noted before it is made: one that came back before its note would be looked for in vain. */
async function beat({ heartbeats, make, now }: Ports, place: WatchedPlace): Promise<boolean> {
  const last = await heartbeats.get(place);
  await heartbeats.made(place, now());
  await make(place);
  return isMissing(last);
}

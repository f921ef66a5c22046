import type { TrailEvent } from '../../../catalog/trail/trail-event.ts';
import { lateSeconds, type Sighting, type SightingSource } from '../../../core/detection/sighting.ts';
import { judgeEvent } from './judge-event.ts';
import { type Seen, seenOf } from './seen.ts';
import type { SightDeployment, SightPorts } from './sight-deployment.ts';

export interface Sighted {
  sighting: Sighting;
  /** False where this event, or a copy of it, was seen before: it counts for nothing then. */
  isNew: boolean;
}

/**
 * Judges one event of CloudTrail, and writes what was decided. All that follows from it is done before, each by a write that
 * changes nothing the second time: whoever is killed in between has the event again, and the sighting stands once.
 */
export async function sightEvent(
  deployment: SightDeployment,
  ports: SightPorts,
  event: TrailEvent,
  source: SightingSource,
): Promise<Sighted> {
  const seen = seenOf(event, source, ports.now());
  const known = await ports.sightings.get(seen.id);
  if (known) return { sighting: known, isNew: false };
  const { verdict, denied } = await judgeEvent(deployment, ports, seen);
  const sighting = sightingOf(seen, { verdict, ...(denied && { denied }) });
  const isNew = (await ports.sightings.create(sighting)) === 'written';
  return { sighting, isNew };
}

const sightingOf = (seen: Seen, judged: Pick<Sighting, 'verdict' | 'denied'>): Sighting => ({
  v: 1,
  id: seen.id,
  eventId: seen.eventId,
  at: seen.at,
  seenAt: seen.seenAt,
  source: seen.source,
  ...((seen.source !== 'eventbridge' || seen.age > lateSeconds) && { late: true as const }),
  call: seen.call,
  who: seen.who,
  account: seen.account,
  region: seen.region,
  ...judged,
});

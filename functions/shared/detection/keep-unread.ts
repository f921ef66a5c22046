import type { Sighting, SightingSource } from '../../../core/detection/sighting.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { SightPorts } from './sight-deployment.ts';
import type { Sighted } from './sight-event.ts';

/** What came where an event should be. */
export interface Unread {
  account: string;
  region: string;
  problem: string;
  text: string;
}

/** An item of the table takes 400,000 bytes, and a character can be three. */
const mostKept = 100_000;

/** Kept as it came, under its hash: somebody is to look. */
export async function keepUnread(
  { sightings, now }: Pick<SightPorts, 'sightings' | 'now'>,
  { account, region, problem, text }: Unread,
  source: SightingSource,
): Promise<Sighted> {
  const at = now();
  const id = sha256(text).slice(0, 36);
  const event = text.slice(0, mostKept).toWellFormed();
  const sighting: Sighting = {
    v: 1,
    id,
    eventId: id,
    at,
    seenAt: at,
    source,
    call: 'unread',
    who: 'unread',
    account,
    region,
    verdict: { kind: 'not-understood', why: problem, event },
  };
  return { sighting, isNew: (await sightings.create(sighting)) === 'written' };
}

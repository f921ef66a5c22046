import { z } from 'zod';
import { type ReadVersioned, readVersioned, type Versioned } from '../../core/lib/versioned.ts';

/** What the button carries that makes a request of a denied call: which sighting. What was called stands there. */
const sightingButtonSchema = z.strictObject({
  v: z.literal(1),
  sighting: z.string().regex(/^[\w-]{8,64}$/),
});
export type SightingButton = z.infer<typeof sightingButtonSchema>;
export const sightingButtonVersions: Versioned<SightingButton> = {
  name: "sighting's button",
  readers: [sightingButtonSchema],
};

export const formatSightingButton = (sighting: string): string =>
  JSON.stringify({ v: 1, sighting } satisfies SightingButton);

/** Cards stay in Slack for years, and their buttons can be pressed as long. */
export function readSightingButton(text: string): ReadVersioned<SightingButton> {
  try {
    return readVersioned(sightingButtonVersions, JSON.parse(text));
  } catch {
    return { ok: false, code: 'other-shape', detail: 'This button does not carry JSON.' };
  }
}

import { z } from 'zod';
import { type ReadVersioned, readVersioned, type Versioned } from '../../core/lib/versioned.ts';

/** What a button on an incident's card carries: which incident. What it is about was fixed when it was opened. */
const incidentButtonSchema = z.strictObject({
  v: z.literal(1),
  incident: z.string().regex(/^[0-9a-f]{32}$/),
});
export type IncidentButton = z.infer<typeof incidentButtonSchema>;
export const incidentButtonVersions: Versioned<IncidentButton> = {
  name: "incident's button",
  readers: [incidentButtonSchema],
};

export const formatIncidentButton = (incident: string): string =>
  JSON.stringify({ v: 1, incident } satisfies IncidentButton);

/** Cards stay in Slack for years, and their buttons can be pressed as long. */
export function readIncidentButton(text: string): ReadVersioned<IncidentButton> {
  try {
    return readVersioned(incidentButtonVersions, JSON.parse(text));
  } catch {
    return { ok: false, code: 'other-shape', detail: 'This button does not carry JSON.' };
  }
}

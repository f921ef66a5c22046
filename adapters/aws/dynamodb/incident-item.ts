import { z } from 'zod';
import { type Incident, incidentVersions } from '../../../core/detection/incident.ts';
import type { IncidentTransition } from '../../../core/detection/incident-transition.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import { incidentWait } from '../../../core/ports/store.ts';
import { expiring } from './expiring.ts';
import { type Item, readItem, v } from './read-item.ts';
import { keptSeconds, shardOf, standingKey } from './request-item.ts';

const incidentItemSchema = z.object({
  v: z.literal(1),
  version: z.int(),
  state: z.string(),
  incident: z.string(),
  record: z.string(),
});
export const incidentItemVersions: Versioned<z.infer<typeof incidentItemSchema>> = {
  name: "incident's item",
  readers: [incidentItemSchema],
};

/** What the first key of every incident begins with. */
export const incidentKeys = 'incident#';

export const incidentKey = (id: string): Item => ({
  pk: { S: `${incidentKeys}${id}` },
  sk: { S: 'incident' },
});

/** The incident and the record of the move that made it, as one item: text keeps every byte that was hashed. */
export const incidentItem = ({ incident, record }: IncidentTransition): Item => ({
  ...incidentKey(incident.id),
  v: v(1),
  version: { N: String(incident.version) },
  state: { S: incident.state },
  incident: { S: canonicalJson(incident) },
  record: { S: canonicalJson(record) },
  ...standing(incident, record.at),
});

/** What nobody has explained stays, for whoever looks for it; what is closed goes as requests do, and its records stay in the bucket. */
const standing = ({ id, state, openedAt }: Incident, at: string): Item =>
  state === 'closed'
    ? expiring(at, keptSeconds)
    : { standing: { S: standingKey(incidentWait, shardOf(id)) }, until: { S: openedAt } };

export function incidentFrom(item: Item): Incident {
  return mustReadVersioned(incidentVersions, JSON.parse(readItem(incidentItemVersions, item).incident));
}

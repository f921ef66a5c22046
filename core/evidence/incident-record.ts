import { z } from 'zod';
import { containmentSchema, type Incident, incidentStates } from '../detection/incident.ts';
import { incidentSubject } from '../detection/new-incident.ts';
import { sha256 } from '../lib/digest.ts';
import { canonicalJson } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';
import { actorSchema } from './record.ts';

const changeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened') }),
  /** A tier of people is told, or told again. */
  z.strictObject({ type: z.literal('told'), tier: z.int(), groups: z.array(z.string()) }),
  z.strictObject({ type: z.literal('containment'), containment: containmentSchema }),
  z.strictObject({ type: z.literal('revert-asked'), requestId: z.string() }),
  z.strictObject({
    type: z.literal('explained'),
    reason: z.string(),
    answersFor: z.literal(true).exactOptional(),
  }),
]);
export type IncidentChange = z.infer<typeof changeSchema>;

/** `at` of a record is when it was written. */
const { at: calledAt, ...subjectShape } = incidentSubject;

const eventShape = {
  at: z.string(),
  actor: actorSchema,
  /** `cloudtrail`, `workflow`, or the name of the door where a person acted. */
  via: z.string(),
  change: changeSchema,
};
const eventSchema = z.strictObject(eventShape);
export type IncidentEvent = z.infer<typeof eventSchema>;

/** One line of the audit trail about an incident. It tells the whole story by itself, and names the line before it by its hash. */
const incidentRecordSchema = z.strictObject({
  v: z.literal(1),
  /** `incident-<incidentId>.<seq>`: no request's record is called so. */
  id: z.string(),
  incidentId: z.string(),
  seq: z.int().positive(),
  ...eventShape,
  state: z.enum(incidentStates),
  /** When the call was made, as CloudTrail says. */
  calledAt,
  ...subjectShape,
  /** The hash of the record before it; the first one has none. */
  prev: z.string().nullable(),
  hash: z.string(),
});
export type IncidentRecord = z.infer<typeof incidentRecordSchema>;
export const incidentRecordVersions: Versioned<IncidentRecord> = {
  name: "incident's record",
  readers: [incidentRecordSchema],
};

const subjectMembers = Object.keys(subjectShape) as (keyof typeof subjectShape)[];

/** The record of the move that made `incident`; `prev` is the hash that the move started from. */
export function incidentRecordOf(
  incident: Omit<Incident, 'recordHash'>,
  event: IncidentEvent,
  prev: string | null,
): IncidentRecord {
  const subject = Object.fromEntries(
    subjectMembers.flatMap((name) => (incident[name] === undefined ? [] : [[name, incident[name]]])),
  ) as z.infer<z.ZodObject<typeof subjectShape>>;
  const record = {
    v: 1,
    id: `incident-${incident.id}.${incident.version}`,
    incidentId: incident.id,
    seq: incident.version,
    ...event,
    state: incident.state,
    calledAt: incident.at,
    ...subject,
    prev,
  } as const;
  return { ...record, hash: sha256(canonicalJson(record)) };
}

import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import { containments, incidentSubject } from './new-incident.ts';

const instant = z.iso.datetime();

/** `closed` is the end: what comes later of the same role is another sighting, and another incident. */
export const incidentStates = ['open', 'closed'] as const;

/** What became of keeping the role from doing more. */
export const containmentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('contained'),
    how: z.enum(containments),
    /** What was asked for, where it could not be done and `how` is what was done in its place. */
    wanted: z.enum(containments).exactOptional(),
    at: instant,
    /** The person who pressed. Left out: policy wanted it. */
    by: z.string().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('not-contained'),
    wanted: z.enum(containments),
    /** AWS's own code, or ours. */
    code: z.string(),
    at: instant,
  }),
  z.strictObject({
    kind: z.literal('ended'),
    how: z.enum(containments),
    at: instant,
    by: z.string(),
  }),
]);
export type Containment = z.infer<typeof containmentSchema>;

const explanationSchema = z.strictObject({
  person: z.string(),
  reason: z.string(),
  /** This person answers for the agent: their explanation never closes it alone. */
  answersFor: z.literal(true).exactOptional(),
  at: instant,
});
export type Explanation = z.infer<typeof explanationSchema>;

const shape = {
  v: z.literal(1),
  id: z.string(),
  version: z.int().positive(),
  /** The hash of this version's record; the next record names it as `prev`. */
  recordHash: z.string(),
  ...incidentSubject,
  /** Members that were too large to be kept. CloudTrail has them, under the event's id. */
  leftOut: z.array(z.enum(['parameters', 'result', 'differences'])).exactOptional(),
  openedAt: instant,
  /** The last tier of people that was told. Left out: nobody was yet. */
  tier: z.int().nonnegative().exactOptional(),
  containment: containmentSchema.exactOptional(),
  /** The last request that is to undo what was done. */
  revert: z.strictObject({ requestId: z.string(), asker: z.string(), at: instant }).exactOptional(),
  explanations: z.array(explanationSchema),
};

export const incidentSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), ...shape }),
  z.strictObject({ state: z.literal('closed'), ...shape, closedAt: instant }),
]);
export type Incident = z.infer<typeof incidentSchema>;
export type OpenIncident = Extract<Incident, { state: 'open' }>;
export const incidentVersions: Versioned<Incident> = { name: 'incident', readers: [incidentSchema] };

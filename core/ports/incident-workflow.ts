import { z } from 'zod';
import { incidentStates } from '../detection/incident.ts';
import type { Versioned } from '../lib/versioned.ts';
import type { Resume } from './workflow.ts';

/**
 * What an execution of the incident workflow starts with; statemachines/incident.asl.json reads it. Executions live for weeks and
 * keep the definition that they started with.
 */
const incidentInputSchema = z.strictObject({
  v: z.literal(1),
  incidentId: z.string(),
  /** When each tier of people is told; the first is the opening. */
  tiers: z.array(z.iso.datetime()).min(1),
});
export type IncidentInput = z.infer<typeof incidentInputSchema>;
/** @public Its reader is the workflow's definition, which is not TypeScript. */
export const incidentInputVersions: Versioned<IncidentInput> = {
  name: 'incident input',
  readers: [incidentInputSchema],
};

/** What the workflow is told of an incident: where it stands. */
const incidentAnswerSchema = z.strictObject({ v: z.literal(1), state: z.enum(incidentStates) });
export type IncidentAnswer = z.infer<typeof incidentAnswerSchema>;
/** @public As above. */
export const incidentAnswerVersions: Versioned<IncidentAnswer> = {
  name: 'incident answer',
  readers: [incidentAnswerSchema],
};

/** A second start for the same incident MUST change nothing. */
export type StartIncidentWorkflow = (input: IncidentInput) => Promise<void>;

export type ResumeIncidentWorkflow = Resume<IncidentInput>;

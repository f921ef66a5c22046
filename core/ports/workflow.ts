import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import { states } from '../request/lifecycle.ts';

/**
 * What an execution of the approval workflow starts with; statemachines/approval.asl.json reads it. Executions live for
 * weeks and keep the definition that they started with, so what such a definition sends must stay readable too.
 */
const workflowInputSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  /** When each tier ends; the last is the expiry. */
  deadlines: z.array(z.iso.datetime()).min(1),
});
export type WorkflowInput = z.infer<typeof workflowInputSchema>;
/** @public Its reader is the workflow's definition, which is not TypeScript. */
export const workflowInputVersions: Versioned<WorkflowInput> = {
  name: 'workflow input',
  readers: [workflowInputSchema],
};

/** What the workflow is told of a request: where it stands. */
const workflowAnswerSchema = z.strictObject({
  v: z.literal(1),
  state: z.enum(states),
});
export type WorkflowAnswer = z.infer<typeof workflowAnswerSchema>;
/** @public As above. */
export const workflowAnswerVersions: Versioned<WorkflowAnswer> = {
  name: 'workflow answer',
  readers: [workflowAnswerSchema],
};

/** A second start for the same request MUST change nothing. */
export type StartWorkflow = (input: WorkflowInput) => Promise<void>;

/**
 * Sees to it that an execution runs for a request that people decide, or an incident that nobody has explained: where none does, a
 * new one is started with this input. The input MUST be asked for after none was found: what is read then, and still stands,
 * has nobody who ends it. None is started without an input.
 */
export type ResumeWorkflow = Resume<WorkflowInput>;
export type Resume<Input> = (
  id: string,
  input: () => Promise<Input | undefined>,
) => Promise<'runs' | 'started' | 'none'>;

/** Wakes whoever waits for the token. Where nobody does any more it MUST be silent. */
export type WakeWorkflow = (taskToken: string, answer: WorkflowAnswer) => Promise<void>;

import { z } from 'zod';
import { jsonObject } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';
import { states } from '../request/lifecycle.ts';

/** What it is called with: by the workflow, which started weeks ago or now, or by `run` for a session of the agent. */
const orderSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  /** Whom `run` answers. Left out by the workflow. */
  session: z.string().exactOptional(),
  /** As the agent presents them again, where they are not stored. */
  parameters: jsonObject.exactOptional(),
});
export type Order = z.infer<typeof orderSchema>;
export const orderVersions: Versioned<Order> = { name: 'input of execute', readers: [orderSchema] };

/** What became of it. The workflow is told the state and no more: its history is kept. */
const executedSchema = z.strictObject({
  v: z.literal(1),
  state: z.enum(states),
  /** Why it was not run by this call. */
  refused: z.enum(['lapsed', 'not-approved', 'used', 'other-run', 'other-digest']).exactOptional(),
  /** AWS's whole answer, secrets and all. For whoever asked, and for nothing that is kept. */
  result: jsonObject.exactOptional(),
});
export type Executed = z.infer<typeof executedSchema>;
export const executedVersions: Versioned<Executed> = { name: 'answer of execute', readers: [executedSchema] };

/** Has a request run, and answers undefined where there is no answer after these milliseconds: what was called goes on. */
export type ExecuteNow = (order: Order, waitMs: number) => Promise<Executed | undefined>;

import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';

/** A tier begins, as the workflow's definition says it. One that started weeks ago says it as it was said then. */
const turnSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  tier: z.int().nonnegative(),
  taskToken: z.string(),
});
export type Turn = z.infer<typeof turnSchema>;
export const turnVersions: Versioned<Turn> = { name: 'input of ask', readers: [turnSchema] };

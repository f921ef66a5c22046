import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';

/**
 * Why the workflow stopped waiting, as its definition says it. What became of the request is read from the request. A
 * definition that started weeks ago says it as it was said then.
 */
const endingSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string(),
  cause: z.strictObject({
    kind: z.enum(['decided', 'timeout', 'failure']),
    /** The name of what failed. Its message stays in the logs: it could hold anything. */
    error: z.string().max(200).exactOptional(),
  }),
});
export type Ending = z.infer<typeof endingSchema>;
export const endingVersions: Versioned<Ending> = { name: 'input of conclude', readers: [endingSchema] };

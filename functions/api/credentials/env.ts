import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The name of the role whose sessions agents are given, in whichever account. */
  GRANT_ROLE: z.string().min(1),
  LOOK_FUNCTION: z.string().min(1),
});

import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The name of the role that looks, in whichever account. */
  LOOK_ROLE: z.string().min(1),
});

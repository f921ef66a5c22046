import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The role that may deny agents' roles, and the agents' boundary: names, in whichever account. */
  CONTAIN_ROLE: z.string().min(1),
  BOUNDARY_NAME: z.string().min(1),
});

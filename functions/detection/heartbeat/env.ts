import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The name of the role that makes it, in whichever account. */
  LOOK_ROLE: z.string().min(1),
  /** Where agents act, and where they are watched: with commas. */
  ACCOUNTS: z.string().regex(/^\d{12}(?:,\d{12})*$/),
  REGIONS: z.string().regex(/^[a-z\d-]+(?:,[a-z\d-]+)*$/),
  DEPLOYMENT: z.string().min(1),
});

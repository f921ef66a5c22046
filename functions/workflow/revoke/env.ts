import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The role whose sessions agents are given, and the one that may deny them: names, in whichever account. */
  GRANT_ROLE: z.string().min(1),
  REVOKE_ROLE: z.string().min(1),
  /** Where agents act, with commas. */
  ACCOUNTS: z.string().regex(/^\d{12}(?:,\d{12})*$/),
});

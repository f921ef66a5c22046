import { z } from 'zod';

export const env = z.object({
  AUDIT_BUCKET_NAME: z.string().min(1),
  /** With commas, the one that signs first, then those that have signed. */
  EVIDENCE_KEY_ARNS: z.string().min(1),
  /** Of another bucket that gets each digest file too, and of the account that it must belong to; empty where there is none. */
  DIGEST_COPY_BUCKET: z.string(),
  DIGEST_COPY_OWNER: z.string(),
});

import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** With commas: the key that signs tickets, and those that are published beside it. */
  TICKET_KEY_ARNS: z.string().min(1),
  /** The same for the trail. */
  EVIDENCE_KEY_ARNS: z.string().min(1),
  TICKET_ISSUER: z.url(),
  TICKET_AUDIENCE: z.string().min(1),
});

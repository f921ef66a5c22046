import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  /** The key that signs tickets, and nothing else. */
  TICKET_KEY_ARN: z.string().min(1),
  TICKET_ISSUER: z.url(),
  TICKET_AUDIENCE: z.string().min(1),
});

import { z } from 'zod';

export const env = z.object({
  AUDIT_BUCKET_NAME: z.string().min(1),
});

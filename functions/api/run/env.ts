import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
  EXECUTE_FUNCTION: z.string().min(1),
});

import { z } from 'zod';

export const env = z.object({
  TABLE_NAME: z.string().min(1),
});

import { z } from 'zod';

/** How a parameter is to be read, where its own text says little: decided when it was submitted, as its sentence is. */
export const shownAsSchema = z.strictObject({
  /** RFC 6901, into the parameters. */
  pointer: z.string(),
  /** A policy document: JSON in a text. Or a text in base64. */
  as: z.enum(['policy', 'text']),
  /** What it grants, in words. */
  says: z.array(z.string()),
});
export type ShownAs = z.infer<typeof shownAsSchema>;

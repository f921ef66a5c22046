import type { z } from 'zod';

/** A function with a setting missing must not start: it names the variable and stops. */
export function readEnv<S extends z.ZodType>(schema: S): z.infer<S> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The environment of this function is incomplete: ${faults.join('; ')}`);
}

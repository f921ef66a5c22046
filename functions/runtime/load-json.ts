import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A JSON file that was bundled beside the function. */
export const readBundled = (name: string, base: string): unknown =>
  JSON.parse(readFileSync(new URL(name, base), 'utf8'));

/** The same, held against its schema. A file that does not fit stops the function from starting. */
export function loadJson<S extends z.ZodType>(schema: S, name: string, base: string): z.infer<S> {
  const result = schema.safeParse(readBundled(name, base));
  if (result.success) return result.data;
  throw new Error(`${name} in the bundle is not valid: ${result.error.issues[0]?.message}`);
}

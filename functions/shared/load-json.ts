import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A file that was bundled beside the function. */
export const readBundled = (name: string, base: string): string => readFileSync(new URL(name, base), 'utf8');

/** A JSON file among them, held against its schema. One that does not fit stops the function from starting. */
export function loadJson<S extends z.ZodType>(schema: S, name: string, base: string): z.infer<S> {
  const result = schema.safeParse(JSON.parse(readBundled(name, base)));
  if (result.success) return result.data;
  throw new Error(`${name} in the bundle is not valid: ${result.error.issues[0]?.message}`);
}

import type { z } from 'zod';
import { pointerTo } from '../../../core/lib/json-pointer.ts';
import type { Problem } from '../problem.ts';

export type ReadFields<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Holds a value against its schema; the first fault is told by its JSON pointer. */
export function readFields<S extends z.ZodType>(
  schema: S,
  value: unknown,
  prefix = '',
): ReadFields<z.infer<S>> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  if (!issue) throw new Error('A schema refused a value without a reason.');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = prefix + pointerTo([...issue.path, ...unknown]);
  const detail = unknown.length > 0 ? 'There is no such field. Leave it out.' : `${issue.message}.`;
  return { ok: false, problem: { slug: 'bad-field', field, detail } };
}

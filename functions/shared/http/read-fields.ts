import type { z } from 'zod';
import { pointerTo } from '../../../core/lib/json-pointer.ts';
import { asSentence, type Fault, readShape } from '../../../core/lib/read-shape.ts';
import type { Problem } from '../problem.ts';

export type ReadFields<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Holds a value against its schema; the first fault is told by its JSON pointer and in a sentence. `root` names the value. */
export function readFields<S extends z.ZodType>(
  schema: S,
  value: unknown,
  root?: string,
): ReadFields<z.infer<S>> {
  const read = readShape(schema, value);
  if (read.ok) return read;
  const [fault] = read.faults;
  const field = pointerTo([...(root === undefined ? [] : [root]), ...fault.path]);
  return { ok: false, problem: { slug: 'bad-field', field, detail: sentenceOf(fault, root) } };
}

/** What begins with a capital is a sentence already. */
function sentenceOf({ path, name, message }: Fault, root = 'The body'): string {
  const subject = name ?? (path.length === 0 ? root : 'This field');
  return asSentence(/^\p{Lu}/u.test(message) ? message : `${subject} ${message}`);
}

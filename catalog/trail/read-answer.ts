import { z } from 'zod';
import type { JsonObject } from '../../core/lib/json.ts';
import type { JsonSchema } from '../cedar-type.ts';
import type { CatalogEntry } from '../entry.ts';
import { type Fitting, fitObject, isObject } from './fit-value.ts';
import { habitsOf } from './habits.ts';

/**
 * What of AWS's answer the action's undo is made of, by the SDK's names, where the event kept it. Nothing else of it is read, and
 * so no secret: an answer is kept for years.
 */
export function readAnswer(entry: CatalogEntry, responseElements: unknown): JsonObject | undefined {
  if (!isObject(responseElements)) return undefined;
  const { operation, undo } = entry;
  const renamed = habitsOf(entry.cloudTrail?.source ?? '').answered?.[operation];
  const read = [undo?.answer, undo?.unseen?.answer].flatMap((answer) =>
    answer ? (readBy(answer, responseElements, renamed) ?? []) : [],
  );
  return read.length > 0 ? Object.assign({}, ...read) : undefined;
}

function readBy(
  answer: z.ZodType<JsonObject>,
  written: Readonly<Record<string, unknown>>,
  renamed: Readonly<Record<string, string>> | undefined,
): JsonObject | undefined {
  const schema = z.toJSONSchema(answer, { io: 'input' }) as JsonSchema;
  // What is left over is what nobody asked for. What stands there without its value leaves the answer without it.
  const fitting: Fitting = { habits: { ...(renamed && { renamed }) }, hidden: [], leftOver: [] };
  const fitted = fitObject(schema, written, '', fitting);
  return fitted.kind === 'value' ? answer.safeParse(fitted.value).data : undefined;
}

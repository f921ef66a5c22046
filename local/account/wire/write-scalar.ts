import type { NormalizedSchema } from '@smithy/core/schema';
import type { Json } from '../../../core/lib/json.ts';

/** How a protocol writes times where a member does not say: Smithy's numbers for it. */
export type TimeFormat = 5 | 6 | 7;

/** A time, which outputs have as `2026-03-01T12:00:00Z`, as the wire has it. */
export function writeTime(schema: NormalizedSchema, text: Json, times: TimeFormat): string | number {
  const own = schema.getSchema();
  const format = own === 4 ? times : own;
  const date = new Date(String(text));
  if (format === 7) return date.getTime() / 1_000;
  return format === 6 ? date.toUTCString() : date.toISOString();
}

export const writeText = (schema: NormalizedSchema, value: Json, times: TimeFormat): string =>
  String(schema.isTimestampSchema() ? writeTime(schema, value, times) : value);
